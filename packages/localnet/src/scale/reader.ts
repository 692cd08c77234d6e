import { scaleError } from "./errors.js";

/** A view for each reader would take longer than most values take to be read. */
const scratch = new DataView(new ArrayBuffer(8));
const scratchBytes = new Uint8Array(scratch.buffer);

/** Reads SCALE from left to right and refuses to read past the end. Nesting of recursive types is bounded. */
export class Reader {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  /** Moves past `length` bytes and returns where they start. */
  #take(length: number): number {
    if (length > this.remaining) throw scaleError("localnet/scale_truncated", `${length} more bytes were expected`);
    const start = this.#offset;
    this.#offset += length;
    return start;
  }

  /** The next `length` bytes, eight at most, in the view that all readers share. */
  #inView(length: number): DataView {
    const start = this.#take(length);
    for (let index = 0; index < length; index += 1) scratchBytes[index] = this.#bytes[start + index] as number;
    return scratch;
  }

  /** A copy, so that the caller may keep it. */
  bytes(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.slice(start, start + length);
  }

  /** The bytes from `start` to here, as they were sent. */
  since(start: number): Uint8Array {
    return this.#bytes.slice(start, this.#offset);
  }

  u8(): number {
    return this.#bytes[this.#take(1)] as number;
  }
  u16(): number {
    return this.#inView(2).getUint16(0, true);
  }
  u32(): number {
    return this.#inView(4).getUint32(0, true);
  }
  u64(): bigint {
    return this.#inView(8).getBigUint64(0, true);
  }
  i8(): number {
    return this.#inView(1).getInt8(0);
  }
  i16(): number {
    return this.#inView(2).getInt16(0, true);
  }
  i32(): number {
    return this.#inView(4).getInt32(0, true);
  }
  i64(): bigint {
    return this.#inView(8).getBigInt64(0, true);
  }

  u128(): bigint {
    return this.u64() | (this.u64() << 64n);
  }
  i128(): bigint {
    return this.u64() | (this.i64() << 64n);
  }
  u256(): bigint {
    return this.u128() | (this.u128() << 128n);
  }

  compact(): bigint {
    const first = this.u8();
    switch (first & 3) {
      case 0:
        return BigInt(first >> 2);
      case 1:
        return BigInt((first | (this.u8() << 8)) >> 2);
      case 2:
        return BigInt((first | (this.u8() << 8) | (this.u16() << 16)) >>> 2);
      default:
        return this.#bigCompact((first >> 2) + 4);
    }
  }

  #bigCompact(length: number): bigint {
    let value = 0n;
    for (let shift = 0n; shift < BigInt(length) * 8n; shift += 8n) value |= BigInt(this.u8()) << shift;
    return value;
  }

  /** The length of a sequence. Each item takes at least `minItemBytes`, so a length that cannot fit is refused at once. */
  length(minItemBytes = 0): number {
    const length = Number(this.compact());
    if (length * minItemBytes > this.remaining || length > 0xffff_ffff) {
      throw scaleError("localnet/scale_truncated", `a sequence of ${length} items does not fit in the input`);
    }
    return length;
  }

  /** Runs `read` one level deeper. */
  nested<T>(limit: number, read: () => T): T {
    if (this.#depth >= limit) throw scaleError("localnet/scale_depth", `it nests deeper than ${limit} levels`);
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  /** @throws `localnet/scale_trailing` if something is left. */
  finish(): void {
    if (this.remaining > 0) throw scaleError("localnet/scale_trailing", `${this.remaining} bytes are left over`);
  }
}
