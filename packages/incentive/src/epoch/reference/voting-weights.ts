import { I32F32 } from "../../fixed/formats.js";
import { pairsOfRow, type SparseRows } from "../sparse-rows.js";
import type { EpochInput } from "../types.js";
import { filterEntries, type Matrix, rowNormalise } from "./matrix.js";
import { hasPermit } from "./permits.js";

/** The weights that count in this epoch, each row normalised. */
export function votingWeights(input: EpochInput): Matrix {
  const counted = filterEntries(loadRows(input.weights, input.n), ({ column }, row) =>
    weightCounts(input, row, column),
  );
  return rowNormalise(counted);
}

/** Rows of whole numbers: u16 · 2^32. */
export function loadRows(rows: SparseRows, n: number): Matrix {
  return Array.from({ length: n }, (_, uid) =>
    pairsOfRow(rows, uid).map(([column, value]) => ({ column, value: I32F32.fromInteger(value) })),
  );
}

function weightCounts(input: EpochInput, validator: number, miner: number): boolean {
  if (miner >= input.n || !hasPermit(input, validator)) return false;
  if (validator === miner && validator !== input.ownerUid) return false;
  const registered = input.blockAtRegistration[miner]!;
  const isOutdated = (input.lastUpdate[validator] ?? 0) <= registered;
  const isHidden = input.commitBlocks !== undefined && (input.commitBlocks[validator] ?? Infinity) < registered;
  return !isOutdated && !isHidden;
}
