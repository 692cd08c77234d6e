import { rangeError } from "../errors.js";
import { U16_MAX } from "../fixed/integer.js";

/**
 * One row of (uid, u16) pairs per UID, as `Weights` and `Bonds` hold them, laid end to end: row `i` is the entries from
 * `offsets[i]` up to `offsets[i + 1]`. Order within a row is the stored order, and explicit zeros are kept: both count.
 */
export interface SparseRows {
  /** Length rows + 1. */
  readonly offsets: Uint32Array;
  readonly uids: Uint16Array;
  readonly values: Uint16Array;
}

/** A `Vec<(u16, u16)>` of the chain. */
export type UidPairs = readonly (readonly [uid: number, value: number])[];

/** Packs rows of pairs; a missing row (undefined) is empty. @throws `incentive/out_of_range` for what is not a u16. */
export function sparseRows(rows: readonly (UidPairs | undefined)[]): SparseRows {
  const offsets = new Uint32Array(rows.length + 1);
  const pairs = rows.flatMap((row, index) => {
    offsets[index + 1] = offsets[index]! + (row?.length ?? 0);
    return row ?? [];
  });
  const uids = Uint16Array.from(pairs, ([uid]) => checkU16("uid", uid));
  const values = Uint16Array.from(pairs, ([, value]) => checkU16("value", value));
  return { offsets, uids, values };
}

/** The pairs of row `index`; none for a row past the end. */
export function pairsOfRow({ offsets, uids, values }: SparseRows, index: number): [uid: number, value: number][] {
  const start = offsets[index] ?? 0;
  const end = offsets[index + 1] ?? start;
  return Array.from({ length: end - start }, (_, k) => [uids[start + k]!, values[start + k]!]);
}

function checkU16(argument: string, value: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= U16_MAX) return value;
  throw rangeError(argument, value, "an integer from 0 to 65535");
}
