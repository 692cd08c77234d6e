import { blake2b } from "@noble/hashes/blake2.js";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { CodedError } from "./errors.js";

export { concatBytes };

/** Lower-case hex with `0x` in front. */
export const toHex = (bytes: Uint8Array): `0x${string}` => `0x${bytesToHex(bytes)}`;

/** Accepts hex with or without `0x`. @throws `bytes/hex_syntax`. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.startsWith("0x") ? hex.slice(2) : hex;
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) {
    throw new CodedError({ code: "bytes/hex_syntax" as const }, `"${hex.slice(0, 80)}" is not a hex string.`);
  }
  return hexToBytes(digits);
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** The chain's hash of almost everything, 32 bytes: BLAKE2b-256 without a key. */
export const blake2b256 = (bytes: Uint8Array): Uint8Array => blake2b(bytes, { dkLen: 32 });
