import { concatBytes } from "@taostack/primitives";

/** SCALE's compact integer, for lengths: below 2^30. */
export function compactLength(length: number): Uint8Array {
  if (length < 64) return Uint8Array.of(length << 2);
  const [size, mode] = length < 1 << 14 ? [2, 1] : [4, 2];
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length * 4 + mode, true);
  return bytes.subarray(0, size);
}

/** Bytes behind their length. */
export const lengthPrefixed = (bytes: Uint8Array): Uint8Array => concatBytes(compactLength(bytes.length), bytes);

export function u64Bytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value, true);
  return bytes;
}

export const u16Bytes = (value: number): Uint8Array => Uint8Array.of(value & 255, value >> 8);

/** A vector of u16. */
export const u16List = (values: readonly number[]): Uint8Array =>
  concatBytes(compactLength(values.length), ...values.map(u16Bytes));
