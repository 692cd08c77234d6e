import type { Operation } from "./catalogue.js";

const spending = {
  nothing: "nothing, not even a fee",
  fee: "the fee alone",
  tao: "TAO, and the fee",
  alpha: "alpha, and the fee",
  lock: "TAO that stays locked until it is given back, and the fee",
  burn: "TAO or alpha for good, and the fee",
  any: "what the call inside takes, and the fee",
} as const;

const signing = {
  coldkey: "your coldkey",
  hotkey: "your hotkey",
  owner: "the coldkey of the subnet’s owner",
  root: "the chain’s sudo key",
  any: "any account",
} as const;

/** What a write takes from whom. */
export function WriteFacts({ operation: { spends = "fee", signedBy = "any" } }: { readonly operation: Operation }) {
  return (
    <dl className="facts">
      <dt>Spends</dt>
      <dd>{spending[spends]}</dd>
      <dt>Signed by</dt>
      <dd>{signing[signedBy]}</dd>
    </dl>
  );
}
