import { bytesOfHex } from "./hex.js";

/** Collects SCALE bytes in one buffer that grows by doubling. */
export class Writer {
  #buffer: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(initialBytes = 64) {
    this.#buffer = new Uint8Array(initialBytes);
    this.#view = new DataView(this.#buffer.buffer);
  }

  #reserve(length: number): number {
    const start = this.#length;
    const needed = start + length;
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
      grown.set(this.#buffer.subarray(0, start));
      this.#buffer = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.#length = needed;
    return start;
  }

  bytes(bytes: Uint8Array): void {
    const start = this.#reserve(bytes.length);
    this.#buffer.set(bytes, start);
  }

  /** What the hex digits behind `0x` stand for. */
  hex(hex: `0x${string}`): void {
    this.bytes(bytesOfHex(hex));
  }

  // The offset is taken first: reserving may replace the view.
  u8(value: number): void {
    const at = this.#reserve(1);
    this.#view.setUint8(at, value);
  }

  u16(value: number): void {
    const at = this.#reserve(2);
    this.#view.setUint16(at, value, true);
  }

  u32(value: number): void {
    const at = this.#reserve(4);
    this.#view.setUint32(at, value, true);
  }

  u64(value: bigint): void {
    const at = this.#reserve(8);
    this.#view.setBigUint64(at, value, true);
  }

  u128(value: bigint): void {
    this.u64(BigInt.asUintN(64, value));
    this.u64(BigInt.asUintN(64, value >> 64n));
  }

  u256(value: bigint): void {
    this.u128(BigInt.asUintN(128, value));
    this.u128(BigInt.asUintN(128, value >> 128n));
  }

  compact(value: number | bigint): void {
    const plain = Number(value);
    if (plain < 1 << 6) this.u8(plain << 2);
    else if (plain < 1 << 14) this.u16((plain << 2) | 1);
    else if (plain < 2 ** 30) this.u32(((plain << 2) | 2) >>> 0);
    else this.#bigCompact(BigInt(value));
  }

  #bigCompact(value: bigint): void {
    const length = Math.max(4, Math.ceil(value.toString(16).length / 2));
    this.u8(((length - 4) << 2) | 3);
    for (let rest = value, index = 0; index < length; index += 1, rest >>= 8n) this.u8(Number(rest & 0xffn));
  }

  /** Forgets what was written; the buffer stays. */
  reset(): void {
    this.#length = 0;
  }

  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }
}
