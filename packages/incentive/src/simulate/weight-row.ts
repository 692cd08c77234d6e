import { checkInteger, checkU16 } from "../check-input/check-values.js";
import type { UidPairs } from "../epoch/sparse-rows.js";
import { checkLength, weightError } from "../errors.js";
import { maxUpscale } from "../weights/max-upscale.js";
import type { WeightRow } from "./types.js";

/**
 * A row as the chain stores it.
 * @throws `incentive/length_mismatch` for a dense row that is not n long, `incentive/out_of_range` for a UID from n on or
 *   a weight that is not a u16, `incentive/DuplicateUids`.
 */
export function storedRow(row: WeightRow, n: number, argument: string): UidPairs {
  if (row.length === 0) return [];
  const pairs = isPairs(row) ? row : densePairs(row, n, argument);
  pairs.forEach(([uid, value], index) => {
    checkInteger(`${argument}[${index}].uid`, uid, 0, n - 1);
    checkU16(`${argument}[${index}].value`, value);
  });
  if (new Set(pairs.map(([uid]) => uid)).size < pairs.length) {
    throw weightError("DuplicateUids", `${argument} names a UID more than once.`);
  }
  const values = maxUpscale(pairs.map(([, value]) => value));
  return pairs.map(([uid], index) => [uid, values[index]!]);
}

const isPairs = (row: WeightRow): row is UidPairs => Array.isArray(row[0]);

function densePairs(row: ArrayLike<number>, n: number, argument: string): UidPairs {
  checkLength(argument, row.length, n);
  return Array.from(row, (value, uid) => [uid, value]);
}
