import { checkRow, checkRowsOfPairs } from "../check-input/check-sparse-rows.js";

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

/**
 * Packs rows of pairs; a missing row (undefined) is empty.
 * @throws `incentive/out_of_range` for what is not a u16; `argument` names row and pair, as in `rows[2][0].value`.
 */
export function sparseRows(rows: readonly (UidPairs | undefined)[]): SparseRows {
  checkRowsOfPairs("rows", rows);
  const offsets = new Uint32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) offsets[index + 1] = offsets[index]! + (row?.length ?? 0);
  const pairs = rows.flatMap((row) => row ?? []);
  const uids = Uint16Array.from(pairs, ([uid]) => uid);
  const values = Uint16Array.from(pairs, ([, value]) => value);
  return { offsets, uids, values };
}

/**
 * The pairs of row `index`; none for a row past the end.
 * @throws `incentive/out_of_range` for an index that is no whole number from 0 on, and with `rows.offsets` and its index
 *   for a row that goes back or beyond the entries; `incentive/length_mismatch` unless each UID has a value.
 */
export function pairsOfRow(rows: SparseRows, index: number): [uid: number, value: number][] {
  checkRow(rows, index);
  const { offsets, uids, values } = rows;
  const start = offsets[index] ?? 0;
  const end = offsets[index + 1] ?? start;
  return Array.from({ length: end - start }, (_, k) => [uids[start + k]!, values[start + k]!]);
}
