import { U64F64 } from "../fixed/formats.js";
import { MIN_STAKE } from "../pool/minimum-stake.js";

export interface NominationInput {
  /** The nomination's value, u64 rao of alpha. */
  readonly value: bigint;
  /** `NominatorMinRequiredStake`, in 10^-6 of `MIN_STAKE`; 0 for no minimum. */
  readonly factor: bigint;
  /** Spot price, U64F64 bits. */
  readonly price: bigint;
}

/** The least stake of a coldkey on another's hotkey, u64 rao of alpha, floored; 0 where alpha has no price. */
export function nominatorMinimum({ factor, price }: Omit<NominationInput, "value">): bigint {
  const tao = (MIN_STAKE * factor) / 1_000_000n;
  return U64F64.toU64(U64F64.div(U64F64.fromInteger(tao), price));
}

/** Whether what a removal left of a nomination is sold too, because it is below the minimum. */
export const isDust = (nomination: NominationInput): boolean =>
  nomination.value > 0n && nomination.value < nominatorMinimum(nomination);
