import { storageError } from "./errors.js";
import { multiplyRows } from "./kernel/multiply-rows.js";
import { encodingMatrix, invert } from "./matrix.js";

/** One of the n pieces of a chunk. The first k, by index, are the chunk itself. */
export interface Shard {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/**
 * Reed–Solomon over GF(2^8) (0x11d), systematic, byte for byte as zfec: any k of the n pieces give the chunk back.
 * @throws `storage/invalid_argument` unless 1 ≤ k ≤ n ≤ 256.
 */
export class ErasureCode {
  readonly #rows;

  constructor(
    readonly k: number,
    readonly n: number,
  ) {
    if (!(Number.isInteger(k) && Number.isInteger(n) && k >= 1 && k <= n && n <= 256)) {
      throw storageError("storage/invalid_argument", `k = ${k} of n = ${n} is not a code: 1 ≤ k ≤ n ≤ 256.`);
    }
    this.#rows = encodingMatrix(k, n);
  }

  /** Bytes of each piece of a chunk with so many bytes. */
  shardBytes(chunkBytes: number): number {
    return Math.max(1, Math.ceil(chunkBytes / this.k));
  }

  /** All n pieces of a chunk, the last data piece filled up with zeros. Where nothing is to fill up, data pieces are views of the chunk. */
  encode(chunk: Uint8Array): Uint8Array[] {
    const size = this.shardBytes(chunk.length);
    const padded = chunk.length === size * this.k ? chunk : filledUp(chunk, size * this.k);
    const data = Array.from({ length: this.k }, (_, index) => padded.subarray(index * size, (index + 1) * size));
    return [...data, ...multiplyRows(this.#rows.slice(this.k), data)];
  }

  /** Fills in the last n − k of n pieces, of which the first k, the chunk itself, are there. */
  encodeInto(pieces: readonly Uint8Array[]): void {
    multiplyRows(this.#rows.slice(this.k), pieces.slice(0, this.k), pieces.slice(this.k));
  }

  /**
   * The chunk, of which any k pieces are given.
   * @throws `storage/too_few_pieces`; `storage/invalid_argument` for pieces that are not of one chunk.
   */
  decode(shards: readonly Shard[], chunkBytes: number): Uint8Array {
    const size = this.shardBytes(chunkBytes);
    const known = new Map<number, Uint8Array>();
    for (const { index, bytes } of shards) {
      if (!Number.isInteger(index) || index < 0 || index >= this.n || bytes.length !== size) {
        throw storageError("storage/invalid_argument", `Piece ${index} (${bytes.length} bytes) is not of this chunk.`);
      }
      known.set(index, bytes);
    }
    if (known.size < this.k) {
      throw storageError(
        "storage/too_few_pieces",
        `${known.size} pieces do not give back what ${this.k} are needed for.`,
      );
    }
    // Lowest first: data pieces need no arithmetic.
    const used = [...known].sort(([a], [b]) => a - b).slice(0, this.k);
    const result = new Uint8Array(size * this.k);
    const missing = Array.from({ length: this.k }, (_, index) => index).filter((index) => !known.has(index));
    for (const [index, bytes] of used) if (index < this.k) result.set(bytes, index * size);
    if (missing.length > 0) {
      const inverted = invert(used.map(([index]) => this.#rows[index]!));
      const found = multiplyRows(
        missing.map((index) => inverted[index]!),
        used.map(([, bytes]) => bytes),
      );
      for (const [at, index] of missing.entries()) result.set(found[at]!, index * size);
    }
    return result.subarray(0, chunkBytes);
  }
}

function filledUp(chunk: Uint8Array, length: number): Uint8Array {
  const padded = new Uint8Array(length);
  padded.set(chunk);
  return padded;
}
