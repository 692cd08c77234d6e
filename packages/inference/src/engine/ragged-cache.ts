import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { CachePort, KeyValueCache } from "./key-value-cache.js";

/** A cache input, and the output that holds the columns of the further tokens alone. */
export interface ColumnPort extends CachePort {
  readonly column: string;
}

/** Rows grow by so many columns at a time: at most these are computed for nothing, and a copy is made this seldom. */
const BLOCK = 16;

type Numbers = Float32Array | Uint16Array;

const numbersOf = (type: CachePort["type"], length: number): Numbers =>
  type === "float16" ? new Uint16Array(length) : new Float32Array(length);

/** Halves as their bits, also where the runtime gives them as numbers. */
function bitsOf({ data }: Tensor): Numbers {
  if (data instanceof Float32Array) return data;
  const { buffer, byteOffset, byteLength } = data as Uint16Array;
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}

/**
 * Sequences of different lengths side by side, each in a row with room behind it. The rows stay where they are from one run to
 * the next; a run gives only the columns of its own tokens, so that nothing else is copied. Rows come and go between two runs.
 */
export class RaggedCache implements KeyValueCache {
  readonly #ports: readonly ColumnPort[];
  /** By port: `[rows, heads, width, size]`. */
  #data: Numbers[];
  #width = 0;
  readonly #lengths: number[];

  /** Starts with `rows` empty rows. */
  constructor(ports: readonly ColumnPort[], rows: number) {
    this.#ports = ports;
    this.#lengths = new Array<number>(rows).fill(0);
    this.#data = ports.map(({ type }) => numbersOf(type, 0));
  }

  get lengths(): readonly number[] {
    return this.#lengths;
  }

  get width(): number {
    return this.#width;
  }

  /** Memory taken, room to grow included. */
  get bytes(): number {
    return this.#data.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  tensors(): Record<string, Tensor> {
    const rows = this.#lengths.length;
    return Object.fromEntries(
      this.#ports.map(({ input, type, heads, size }, port) => {
        const dims = [rows, heads, this.#width, size];
        return [input, new Tensor(type, this.#data[port]!.subarray(0, rows * heads * this.#width * size), dims)];
      }),
    );
  }

  append(outputs: InferenceSession.OnnxValueMapType, count: number): void {
    this.#fit(Math.max(...this.#lengths) + count);
    for (const [index, port] of this.#ports.entries()) {
      const [given, data] = [bitsOf(outputs[port.column] as Tensor), this.#data[index]!];
      for (const [row, length] of this.#lengths.entries()) {
        copyColumns(port, { data: given, width: count, row }, { data, width: this.#width, row }, count, length);
      }
    }
    for (let row = 0; row < this.#lengths.length; row++) this.#lengths[row]! += count;
  }

  /** Appends the first `length` tokens of one row of another cache as a row of this one. */
  join(other: RaggedCache, row = 0, length = other.lengths[row]!): void {
    const last = this.#lengths.push(0) - 1;
    this.#fit(Math.max(...this.#lengths, length));
    for (const [index, port] of this.#ports.entries()) {
      const source = { data: other.#data[index]!, width: other.#width, row };
      copyColumns(port, source, { data: this.#data[index]!, width: this.#width, row: last }, length);
    }
    this.#lengths[last] = length;
  }

  /** One row by itself, or its first `length` tokens. */
  copyOf(row: number, length = this.#lengths[row]!): RaggedCache {
    const copy = new RaggedCache(this.#ports, 0);
    copy.join(this, row, length);
    return copy;
  }

  /** Removes a row; the last one takes its place. */
  drop(row: number): void {
    const last = this.#lengths.length - 1;
    if (row < last) {
      for (const [index, { heads, size }] of this.#ports.entries()) {
        const block = heads * this.#width * size;
        this.#data[index]!.copyWithin(row * block, last * block, (last + 1) * block);
      }
    }
    this.#lengths[row] = this.#lengths[last]!;
    this.#lengths.pop();
    this.#fit(Math.max(0, ...this.#lengths));
  }

  /** Room for `length` tokens in each row, and not much more. */
  #fit(length: number): void {
    const width = Math.ceil(length / BLOCK) * BLOCK;
    for (const [index, port] of this.#ports.entries())
      this.#data[index] = this.#resized(port, this.#data[index]!, width);
    this.#width = width;
  }

  /** The same rows in another width: in place, if the buffer is neither too small nor much too large. */
  #resized(port: CachePort, old: Numbers, width: number): Numbers {
    const needed = this.#lengths.length * port.heads * width * port.size;
    const keep = needed <= old.length && old.length <= 4 * needed;
    if (keep && width === this.#width) return old;
    const data = keep ? old : numbersOf(port.type, Math.ceil(1.5 * needed));
    // Heads move apart from the last one on, and together from the first one on, so that none is overwritten before it has moved.
    const heads = this.#lengths.length * port.heads;
    for (let step = 0; step < heads; step++) {
      const head = width > this.#width ? heads - 1 - step : step;
      const length = this.#lengths[Math.floor(head / port.heads)]! * port.size;
      const [from, to] = [head * this.#width * port.size, head * width * port.size];
      if (keep) data.copyWithin(to, from, from + length);
      else data.set(old.subarray(from, from + length), to);
    }
    return data;
  }
}

interface Row {
  readonly data: Numbers;
  readonly width: number;
  readonly row: number;
}

/** Copies `count` columns of each head, from a row's beginning to `start` of another. */
function copyColumns({ heads, size }: CachePort, source: Row, target: Row, count: number, start = 0): void {
  const length = count * size;
  for (let head = 0; head < heads; head++) {
    const from = (source.row * heads + head) * source.width * size;
    const to = ((target.row * heads + head) * target.width + start) * size;
    if (count > 1) target.data.set(source.data.subarray(from, from + length), to);
    else copyFew(source.data, from, target.data, to, length);
  }
}

/** A call of `set` costs more than one column's numbers. */
function copyFew(source: Numbers, from: number, target: Numbers, to: number, length: number): void {
  for (let index = 0; index < length; index++) target[to + index] = source[from + index]!;
}
