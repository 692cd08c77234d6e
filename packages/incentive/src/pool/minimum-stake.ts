import { feeOf } from "./fee.js";
import type { Pool } from "./types.js";

/** `MinStake`, rao. */
export const MIN_STAKE = 2_000_000n;

/** The least TAO (rao) that can be staked at once: the constant and the fee on it. */
export function minimumStake({ subnetMechanism, feeRate }: Pick<Pool, "subnetMechanism" | "feeRate">): bigint {
  return MIN_STAKE + (subnetMechanism === 1 ? feeOf(MIN_STAKE, feeRate) : 0n);
}
