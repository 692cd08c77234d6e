import { pairsOfRow, type SparseRows, sparseRows, type UidPairs } from "../epoch/sparse-rows.js";

/** Weights in force, packed anew only after a change: packing costs more than an epoch. */
export class WeightTable {
  readonly #rows: UidPairs[];
  #packed: SparseRows | undefined;

  constructor(weights: SparseRows, n: number) {
    this.#rows = Array.from({ length: n }, (_, uid) => pairsOfRow(weights, uid));
  }

  get rows(): readonly UidPairs[] {
    return this.#rows;
  }

  get packed(): SparseRows {
    this.#packed ??= sparseRows(this.#rows);
    return this.#packed;
  }

  set(uid: number, row: UidPairs): void {
    if (this.#rows[uid] === row) return;
    this.#rows[uid] = row;
    this.#packed = undefined;
  }
}
