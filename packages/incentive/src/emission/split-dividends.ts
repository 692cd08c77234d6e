import { U96F32 } from "../fixed/formats.js";
import { sum } from "../fixed/integer.js";
import { type HotkeyStanding, standingOf } from "./distribution-types.js";

export interface SplitDividendsInput {
  /** Dividend by hotkey, u64 rao. Only the proportions matter. */
  readonly dividends: ReadonlyMap<string, bigint>;
  readonly standings: ReadonlyMap<string, Pick<HotkeyStanding, "alphaStake" | "rootStake">>;
  /** U96F32 bits. */
  readonly taoWeight: bigint;
  /** The validators' pot, u64 rao. */
  readonly validatorAlpha: bigint;
  /** The pot for root stake, u64 rao. */
  readonly rootAlpha: bigint;
}

export interface SplitDividends {
  /** U96F32 bits of rao, before take. */
  readonly alpha: ReadonlyMap<string, bigint>;
  /** U96F32 bits of rao of alpha, before take. */
  readonly root: ReadonlyMap<string, bigint>;
}

/**
 * Pays the two pots of the validators: each hotkey's dividend counts for root by the weight of its root stake, for alpha
 * by the rest. A pot on which nobody has a claim stays unpaid.
 */
export function splitDividends(input: SplitDividendsInput): SplitDividends {
  const claims = [...input.dividends].map(([hotkey, dividend]) => {
    const { alphaStake, rootStake } = standingOf(input.standings, hotkey);
    const weighted = U96F32.mul(U96F32.fromInteger(rootStake), input.taoWeight);
    const rootPart = U96F32.div(weighted, U96F32.add(U96F32.fromInteger(alphaStake), weighted));
    const total = U96F32.fromInteger(dividend);
    const root = U96F32.mul(total, rootPart);
    return { hotkey, root, alpha: U96F32.sub(total, root) };
  });
  return {
    alpha: payPot(input.validatorAlpha, claims, ({ alpha }) => alpha),
    root: payPot(input.rootAlpha, claims, ({ root }) => root),
  };
}

interface Claim {
  readonly hotkey: string;
  readonly root: bigint;
  readonly alpha: bigint;
}

function payPot(pot: bigint, claims: readonly Claim[], pick: (claim: Claim) => bigint): Map<string, bigint> {
  const total = sum(claims.map(pick));
  const amount = U96F32.fromInteger(pot);
  return new Map(claims.map((claim) => [claim.hotkey, U96F32.mul(amount, U96F32.div(pick(claim), total))]));
}
