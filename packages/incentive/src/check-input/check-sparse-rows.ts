import type { SparseRows, UidPairs } from "../epoch/sparse-rows.js";
import { checkLength, rangeError } from "../errors.js";
import { U16_MAX } from "../fixed/integer.js";
import { checkInteger, checkU16s } from "./check-values.js";

/**
 * Checks rows that were not made by `sparseRows`. UIDs beyond the subnet are no fault: storage may hold them.
 * @throws `incentive/length_mismatch`, `incentive/out_of_range` with the index of the first row that is ragged.
 */
export function checkSparseRows(argument: string, { offsets, uids, values }: SparseRows): void {
  checkLength(`${argument}.offsets`, offsets.length, 1, true);
  checkLength(`${argument}.values`, values.length, uids.length);
  for (let row = 0; row < offsets.length; row += 1) {
    const least = row === 0 ? 0 : offsets[row - 1]!;
    const most = row === 0 ? 0 : uids.length;
    const offset = offsets[row]!;
    if (Number.isInteger(offset) && offset >= least && offset <= most) continue;
    throw rangeError(`${argument}.offsets`, offset, `a whole number from ${least} to ${most}`, row);
  }
  checkU16s(`${argument}.uids`, uids);
  checkU16s(`${argument}.values`, values);
}

/** @throws `incentive/out_of_range`; `argument` is such as `rows[2][0].uid`, for the first pair of row 2. */
export function checkRowsOfPairs(argument: string, rows: readonly (UidPairs | undefined)[]): void {
  rows.forEach((row, index) => {
    checkPairs(row ?? [], `${argument}[${index}]`);
  });
}

function checkPairs(pairs: readonly (UidPairs[number] | undefined)[], at: string): void {
  for (const [index, pair] of pairs.entries()) {
    if (isU16(pair?.[0]) && isU16(pair?.[1])) continue;
    const [name, value] = isU16(pair?.[0]) ? ["value", pair?.[1]] : ["uid", pair?.[0]];
    throw rangeError(`${at}[${index}].${name}`, value, "a whole number from 0 to 65535");
  }
}

const isU16 = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= U16_MAX;

/**
 * Checks as much of the rows as reading one of them takes.
 * @throws `incentive/out_of_range` for an index that no row can have, or the offset at which the row goes wrong;
 *   `incentive/length_mismatch`.
 */
export function checkRow({ offsets, uids, values }: SparseRows, index: number): void {
  checkInteger("index", index);
  checkLength("rows.values", values.length, uids.length);
  if (index + 1 >= offsets.length) return;
  checkInteger("rows.offsets", offsets[index]!, 0, uids.length, index);
  checkInteger("rows.offsets", offsets[index + 1]!, offsets[index]!, uids.length, index + 1);
}
