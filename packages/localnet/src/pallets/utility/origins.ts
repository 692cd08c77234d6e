import { blake2b } from "@noble/hashes/blake2.js";
import { concatBytes, fromHex, toHex } from "@taostack/primitives";
import { fail, noOrigin, type Origin, rootOrigin, signedBy } from "../../frame/index.js";
import { type AccountId, accountId, enumeration, h160, u16, type ValueOf, variant } from "../../scale/index.js";

const rawOrigin = enumeration("frame_support::dispatch::RawOrigin", {
  Root: variant(0),
  Signed: variant(1, accountId),
  None: variant(2),
  Authorized: variant(3),
});

/** An origin as an argument of a call. */
export const originCaller = enumeration("node_subtensor_runtime::OriginCaller", {
  system: variant(0, rawOrigin),
  Ethereum: variant(21, enumeration("pallet_ethereum::RawOrigin", { EthereumTransaction: variant(0, h160) })),
});

/** @throws BadOrigin for origins that this chain cannot give. */
export function toOrigin(caller: ValueOf<typeof originCaller>): Origin {
  if (caller.type !== "system") return fail({ type: "BadOrigin" });
  switch (caller.value.type) {
    case "Root":
      return rootOrigin;
    case "Signed":
      return signedBy(caller.value.value);
    case "None":
      return noOrigin;
    default:
      return fail({ type: "BadOrigin" });
  }
}

/** The account that `as_derivative` acts for: a hash of the signer and the index. */
export function derivativeAccount(who: AccountId, index: number): AccountId {
  const seed = concatBytes(new TextEncoder().encode("modlpy/utilisuba"), fromHex(who), u16.encode(index));
  return toHex(blake2b(seed, { dkLen: 32 }));
}
