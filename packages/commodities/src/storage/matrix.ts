import { exponentials, inverse, multiply } from "./gf256.js";

/** Rows of bytes, elements of GF(2^8). */
export type Matrix = readonly Uint8Array[];

/**
 * The systematic matrix of zfec: Vandermonde rows at the points 0, 2^0, 2^1, …, multiplied by the inverse of the first k. The first k
 * rows are the identity, and any k rows can be inverted.
 */
export function encodingMatrix(k: number, n: number): Matrix {
  const vandermonde = Array.from({ length: n }, (_, row) =>
    Uint8Array.from({ length: k }, (_, column) => {
      if (row === 0) return column === 0 ? 1 : 0;
      return exponentials[((row - 1) * column) % 255]!;
    }),
  );
  const top = invert(vandermonde.slice(0, k));
  return vandermonde.map((row) => product(row, top));
}

const product = (row: Uint8Array, matrix: Matrix): Uint8Array =>
  Uint8Array.from(row, (_, column) =>
    row.reduce((sum, value, index) => sum ^ multiply(value, matrix[index]![column]!), 0),
  );

/** By Gauss and Jordan. The matrix must have an inverse. */
export function invert(matrix: Matrix): Matrix {
  const size = matrix.length;
  const work = matrix.map((row) => Uint8Array.from(row));
  const result = matrix.map((_, row) => Uint8Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)));
  for (let column = 0; column < size; column++) {
    const pivot = work.findIndex((row, index) => index >= column && row[column] !== 0);
    if (pivot < 0) throw new RangeError("the matrix has no inverse");
    for (const rows of [work, result]) [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const scale = inverse(work[column]![column]!);
    for (const rows of [work, result]) rows[column] = rows[column]!.map((value) => multiply(value, scale));
    for (let row = 0; row < size; row++) {
      const factor = work[row]![column]!;
      if (row === column || factor === 0) continue;
      for (const rows of [work, result]) {
        rows[row] = rows[row]!.map((value, index) => value ^ multiply(factor, rows[column]![index]!));
      }
    }
  }
  return result;
}
