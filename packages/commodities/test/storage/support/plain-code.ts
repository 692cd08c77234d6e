import { multiply } from "../../../src/storage/gf256.js";
import { encodingMatrix } from "../../../src/storage/matrix.js";

/** The code without a kernel: byte by byte, by the tables of logarithms. */
export function plainEncode(k: number, n: number, chunk: Uint8Array): Uint8Array[] {
  const size = Math.max(1, Math.ceil(chunk.length / k));
  const padded = new Uint8Array(size * k);
  padded.set(chunk);
  return encodingMatrix(k, n).map((row) =>
    Uint8Array.from({ length: size }, (_, at) =>
      row.reduce((sum, coefficient, column) => sum ^ multiply(coefficient, padded[column * size + at]!), 0),
    ),
  );
}
