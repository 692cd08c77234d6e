import { checkU64, rangeError } from "../errors.js";
import { U16_MAX } from "../fixed/integer.js";

/** @throws `incentive/out_of_range` for what is not a whole number from `low` to `high`. */
export function checkInteger(
  argument: string,
  value: number,
  low = 0,
  high: number = Number.MAX_SAFE_INTEGER,
  index?: number,
): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw rangeError(argument, value, `a whole number from ${low} to ${high}`, index);
}

export function checkU16(argument: string, value: number, index?: number): void {
  checkInteger(argument, value, 0, U16_MAX, index);
}

/** @throws `incentive/out_of_range` with the index of the first entry that is no block number. */
export function checkBlocks(argument: string, blocks: ArrayLike<number>): void {
  for (let index = 0; index < blocks.length; index += 1) {
    checkInteger(argument, blocks[index]!, 0, Number.MAX_SAFE_INTEGER, index);
  }
}

/** @throws `incentive/out_of_range` with the index of the first entry that is not a u16. */
export function checkU16s(argument: string, values: ArrayLike<number>): void {
  if (values instanceof Uint16Array) return;
  for (let index = 0; index < values.length; index += 1) checkU16(argument, values[index]!, index);
}

/** @throws `incentive/out_of_range` with the index of the first entry that is not a u64. */
export function checkU64s(argument: string, values: ArrayLike<bigint>): void {
  if (values instanceof BigUint64Array) return;
  for (let index = 0; index < values.length; index += 1) checkU64(argument, values[index]!, index);
}
