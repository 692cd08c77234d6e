import { multiply } from "../gf256.js";
import type { Matrix } from "../matrix.js";
import { FREE_FROM, kernelWith } from "./instance.js";

/** Bytes of each row that are worked on at a time: all rows of a slice together stay in the processor's cache. */
const SLICE = 16_384;
const TABLES = 32;

/** The products of each coefficient with the halves of a byte; see the kernel. */
function tablesOf(rows: Matrix): Uint8Array {
  const tables = new Uint8Array(rows.length * rows[0]!.length * TABLES);
  let at = 0;
  for (const row of rows) {
    for (const coefficient of row) {
      for (let half = 0; half < 16; half++) {
        tables[at + half] = multiply(coefficient, half);
        tables[at + 16 + half] = multiply(coefficient, half << 4);
      }
      at += TABLES;
    }
  }
  return tables;
}

/** outputs = rows · inputs, over GF(2^8), byte by byte. All have one length; outputs are made unless given. */
export function multiplyRows(
  rows: Matrix,
  inputs: readonly Uint8Array[],
  outputs: readonly Uint8Array[] = rows.map(() => new Uint8Array(inputs[0]!.length)),
): readonly Uint8Array[] {
  const length = inputs[0]!.length;
  if (rows.length === 0 || length === 0) return outputs;
  const tables = tablesOf(rows);
  const inputsAt = Math.ceil((FREE_FROM + tables.length) / 16) * 16;
  const outputsAt = inputsAt + inputs.length * SLICE;
  const { kernel, bytes } = kernelWith(outputsAt + rows.length * SLICE);
  bytes.set(tables, FREE_FROM);
  for (let start = 0; start < length; start += SLICE) {
    const end = Math.min(length, start + SLICE);
    const padded = Math.ceil((end - start) / 16) * 16;
    for (const [index, input] of inputs.entries()) bytes.set(input.subarray(start, end), inputsAt + index * SLICE);
    bytes.fill(0, outputsAt, outputsAt + rows.length * SLICE);
    for (const [row, output] of outputs.entries()) {
      const target = outputsAt + row * SLICE;
      for (let column = 0; column < inputs.length; column++) {
        const table = FREE_FROM + (row * inputs.length + column) * TABLES;
        kernel.addProduct(target, inputsAt + column * SLICE, padded, table);
      }
      output.set(bytes.subarray(target, target + end - start), start);
    }
  }
  return outputs;
}
