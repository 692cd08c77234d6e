import { I32F32 } from "../../fixed/formats.js";
import { maximum } from "../../fixed/integer.js";
import { normalise, type Vector, zeros } from "./vector.js";

/** One stored cell of a sparse matrix, its value in I32F32 bits. An explicit zero is not the same as no entry. */
export interface Entry {
  readonly column: number;
  readonly value: bigint;
}

export type Row = readonly Entry[];
/** Rows are validators, columns are miners; both are UIDs. */
export type Matrix = readonly Row[];

export function mapEntries(matrix: Matrix, map: (entry: Entry, row: number) => bigint): Matrix {
  return matrix.map((entries, row) => entries.map((entry) => ({ column: entry.column, value: map(entry, row) })));
}

export function filterEntries(matrix: Matrix, keep: (entry: Entry, row: number) => boolean): Matrix {
  return matrix.map((entries, row) => entries.filter((entry) => keep(entry, row)));
}

/** Each row by its own sum; a row of zeros stays. */
export function rowNormalise(matrix: Matrix): Matrix {
  return matrix.map((entries) => {
    const values = normalise(entries.map(({ value }) => value));
    return entries.map(({ column }, index) => ({ column, value: values[index]! }));
  });
}

/** Each column by its sum; a column of zeros stays. */
export function colNormalise(matrix: Matrix, n: number): Matrix {
  return divideColumns(matrix, foldColumns(matrix, n, I32F32.add.bind(I32F32)));
}

/** Each column by its largest entry, which so becomes exactly 1. */
export function colMaxUpscale(matrix: Matrix, n: number): Matrix {
  return divideColumns(matrix, foldColumns(matrix, n, maximum));
}

function foldColumns(matrix: Matrix, n: number, fold: (a: bigint, b: bigint) => bigint): bigint[] {
  const result = zeros(n);
  for (const { column, value } of matrix.flat()) {
    if (column < n) result[column] = fold(result[column]!, value);
  }
  return result;
}

function divideColumns(matrix: Matrix, divisors: Vector): Matrix {
  return mapEntries(matrix, ({ column, value }) => {
    const divisor = divisors[column] ?? 0n;
    return divisor === 0n ? value : I32F32.div(value, divisor);
  });
}

/** Σ_i vector_i · matrix_ij, each product floored before it is summed. */
export function weightedColumnSums(matrix: Matrix, vector: Vector): bigint[] {
  const sums = zeros(vector.length);
  matrix.forEach((entries, row) => {
    for (const { column, value } of entries) sums[column]! += I32F32.mul(vector[row]!, value);
  });
  return sums;
}

/** Σ_j matrix_ij · vector_j, each product floored before it is summed. */
export function weightedRowSums(matrix: Matrix, vector: Vector): bigint[] {
  return matrix.map((entries) =>
    entries.reduce((total, { column, value }) => total + I32F32.mul(value, vector[column]!), 0n),
  );
}

/**
 * The moving average alpha · fresh + (1 − alpha) · old of two matrices, a missing entry contributing nothing. Rows come
 * out in ascending column order, and only positive results are kept.
 */
export function movingAverage(fresh: Matrix, old: Matrix, alpha: bigint, n: number): Matrix {
  const keep = I32F32.sub(I32F32.one, alpha);
  return fresh.map((entries, row) => {
    const terms = new Map<number, bigint>();
    for (const { column, value } of entries) terms.set(column, I32F32.mul(alpha, value));
    for (const { column, value } of old[row] ?? []) {
      terms.set(column, I32F32.add(terms.get(column) ?? 0n, I32F32.mul(keep, value)));
    }
    return [...terms]
      .filter(([column, value]) => column < n && value > 0n)
      .sort(([a], [b]) => a - b)
      .map(([column, value]) => ({ column, value }));
  });
}
