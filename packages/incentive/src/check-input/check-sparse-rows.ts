import type { SparseRows } from "../epoch/sparse-rows.js";
import { checkLength, rangeError } from "../errors.js";
import { checkU16s } from "./check-values.js";

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
