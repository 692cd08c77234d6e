import { epochReference } from "./reference/epoch-reference.js";
import type { EpochInput, EpochOutput } from "./types.js";

/**
 * One Yuma epoch of one mechanism of a subnet, exact to the last bit that the chain stores.
 * @throws `incentive/length_mismatch` when a vector is shorter than n, `incentive/out_of_range` for a wrong emission.
 */
export function epoch(input: EpochInput): EpochOutput {
  return epochReference(input);
}
