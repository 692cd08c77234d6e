import { erasureKernelBase64 } from "../../generated/erasure-kernel.js";
import { multiply } from "../gf256.js";
import type { Matrix } from "../matrix.js";

/** Bytes of each row that are worked on at a time: all rows of a slice together stay in the processor's cache. */
const SLICE = 16_384;
const TABLES = 32;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  addProduct(target: number, source: number, length: number, tables: number): void;
}

interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
}

let loaded: Exports | undefined;

function kernel(): Exports {
  if (loaded) return loaded;
  // Not among the types of the language itself, and the types of the browser are not wanted here.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
  const module = new WebAssembly.Module(Buffer.from(erasureKernelBase64, "base64"));
  loaded = new WebAssembly.Instance(module, {}).exports as Exports;
  return loaded;
}

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

/** outputs = rows · inputs, over GF(2^8), byte by byte. All inputs have one length. */
export function multiplyRows(rows: Matrix, inputs: readonly Uint8Array[]): Uint8Array[] {
  const length = inputs[0]!.length;
  const outputs = rows.map(() => new Uint8Array(length));
  if (rows.length === 0 || length === 0) return outputs;
  const { memory, addProduct } = kernel();
  const tables = tablesOf(rows);
  // Below lies what the kernel's own data may take.
  const tablesAt = 1024;
  const inputsAt = Math.ceil((tablesAt + tables.length) / 16) * 16;
  const outputsAt = inputsAt + inputs.length * SLICE;
  const missing = outputsAt + rows.length * SLICE - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(tables, tablesAt);
  for (let start = 0; start < length; start += SLICE) {
    const end = Math.min(length, start + SLICE);
    const padded = Math.ceil((end - start) / 16) * 16;
    for (const [index, input] of inputs.entries()) bytes.set(input.subarray(start, end), inputsAt + index * SLICE);
    bytes.fill(0, outputsAt, outputsAt + rows.length * SLICE);
    for (const [row, output] of outputs.entries()) {
      const target = outputsAt + row * SLICE;
      for (let column = 0; column < inputs.length; column++) {
        const table = tablesAt + (row * inputs.length + column) * TABLES;
        addProduct(target, inputsAt + column * SLICE, padded, table);
      }
      output.set(bytes.subarray(target, target + end - start), start);
    }
  }
  return outputs;
}
