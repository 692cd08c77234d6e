import { checkEpochInput } from "../check-input/check-epoch-input.js";
import { kernelEpoch } from "./kernel/kernel-epoch.js";
import { epochReference } from "./reference/epoch-reference.js";
import type { EpochInput, EpochOutput } from "./types.js";

/**
 * One Yuma epoch of one mechanism of a subnet, exact to the last bit that the chain stores.
 * @throws As `checkEpochInput`, for what storage cannot hold.
 */
export function epoch(input: EpochInput): EpochOutput {
  checkEpochInput(input);
  return kernelEpoch(input) ?? epochReference(input);
}
