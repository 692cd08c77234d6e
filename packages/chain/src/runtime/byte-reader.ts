/** Reads SCALE's little-endian primitives one after the other. @throws `RangeError` past the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  u8 = (): number => this.#view.getUint8(this.#step(1));
  u16 = (): number => this.#view.getUint16(this.#step(2), true);
  u32 = (): number => this.#view.getUint32(this.#step(4), true);
  u64 = (): bigint => this.#view.getBigUint64(this.#step(8), true);
  u128 = (): bigint => this.u64() | (this.u64() << 64n);
  u256 = (): bigint => this.u128() | (this.u128() << 128n);
  i8 = (): number => this.#view.getInt8(this.#step(1));
  i16 = (): number => this.#view.getInt16(this.#step(2), true);
  i32 = (): number => this.#view.getInt32(this.#step(4), true);
  i64 = (): bigint => this.#view.getBigInt64(this.#step(8), true);
  i128 = (): bigint => BigInt.asIntN(128, this.u128());
  i256 = (): bigint => BigInt.asIntN(256, this.u256());
  bool = (): boolean => this.u8() !== 0;

  /** A copy. */
  bytes(length: number): Uint8Array {
    const start = this.#step(length);
    return this.#bytes.slice(start, start + length);
  }

  /** A compact integer that is known to fit: a length, or a type of at most 32 bits. */
  compact(): number {
    return Number(this.#compact());
  }

  compactBig(): bigint {
    return BigInt(this.#compact());
  }

  /** Fixed integers, one after the other. */
  u16s(count: number): Uint16Array {
    return new Uint16Array(this.bytes(2 * count).buffer);
  }

  u64s(count: number): BigUint64Array {
    return new BigUint64Array(this.bytes(8 * count).buffer);
  }

  /** Compact integers, one after the other; of wider ones the low 16 bits. */
  compactU16s(count: number): Uint16Array {
    const values = new Uint16Array(count);
    for (let index = 0; index < count; index++) values[index] = this.compact();
    return values;
  }

  /** Without making a bigint of each. @throws `RangeError` for one above 64 bits. */
  compactU64s(count: number): BigUint64Array {
    const values = new BigUint64Array(count);
    const words = new Uint32Array(values.buffer);
    const bytes = new Uint8Array(values.buffer);
    for (let index = 0; index < count; index++) {
      const first = this.#view.getUint8(this.#offset);
      if ((first & 3) !== 3) {
        words[2 * index] = this.compact();
        continue;
      }
      const length = (first >> 2) + 4;
      if (length > 8) throw new RangeError(`an integer of ${length} bytes where at most 8 are expected`);
      this.#step(1);
      const start = this.#step(length);
      for (let byte = 0; byte < length; byte++) bytes[8 * index + byte] = this.#bytes[start + byte]!;
    }
    return values;
  }

  /** The number of items that follow. Each takes at least a byte, so more than there are bytes is nonsense and not allocated. */
  length(): number {
    const length = this.compact();
    if (length > this.remaining) throw new RangeError(`a length of ${length} with ${this.remaining} bytes left`);
    return length;
  }

  #compact(): number | bigint {
    const first = this.#view.getUint8(this.#offset);
    switch (first & 3) {
      case 0:
        return this.u8() >> 2;
      case 1:
        return this.u16() >> 2;
      case 2:
        return this.u32() >>> 2;
      default:
        this.#step(1);
        return this.#wide((first >> 2) + 4);
    }
  }

  /** Six bytes at a time as a number, since arithmetic on bigint is slow. */
  #wide(length: number): bigint {
    let value = 0n;
    for (let read = 0; read < length; read += 6) {
      let part = 0;
      const start = this.#step(Math.min(6, length - read));
      for (let index = this.#offset - 1; index >= start; index--) part = part * 256 + this.#bytes[index]!;
      value |= BigInt(part) << BigInt(8 * read);
    }
    return value;
  }

  #step(length: number): number {
    const start = this.#offset;
    if (length > this.remaining) throw new RangeError(`${length} bytes wanted, ${this.remaining} left`);
    this.#offset += length;
    return start;
  }
}
