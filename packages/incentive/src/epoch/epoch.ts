import type { EpochInput, EpochOutput } from "./types.js";

/** One Yuma epoch of one mechanism of a subnet, exact to the last bit that the chain stores. */
export declare function epoch(input: EpochInput): EpochOutput;
