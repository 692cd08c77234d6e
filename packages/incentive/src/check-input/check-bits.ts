import { rangeError } from "../errors.js";
import type { FixedFormat } from "../fixed/format.js";

/** @throws `incentive/out_of_range` for what is not the non-negative bits of a format. */
export function checkBits(argument: string, bits: bigint, format: FixedFormat): void {
  if (typeof bits === "bigint" && bits >= 0n && bits <= format.max) return;
  throw rangeError(argument, bits, `the bits of a number from 0 on, at most ${format.max}`);
}
