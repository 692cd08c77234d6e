import { blake2b } from "@noble/hashes/blake2.js";
import { concatBytes } from "@taostack/primitives";
import type { Hasher } from "./metadata/metadata.js";
import { xxhash64 } from "./xxhash64.js";

/** XXH64 with the seeds 0, 1, … behind each other. @param bits - 64, 128 or 256. */
export function twox(bytes: Uint8Array, bits: number): Uint8Array {
  const hash = new Uint8Array(bits / 8);
  const view = new DataView(hash.buffer);
  for (let seed = 0; seed < bits / 64; seed++) view.setBigUint64(8 * seed, xxhash64(bytes, BigInt(seed)), true);
  return hash;
}

const blake = (bytes: Uint8Array, length: number): Uint8Array => blake2b(bytes, { dkLen: length });

/** How a part of a key is stored: its hash, and with most the part itself behind it. */
export const hashers: Readonly<Record<Hasher, (part: Uint8Array) => Uint8Array>> = {
  Blake2_128: (part) => blake(part, 16),
  Blake2_256: (part) => blake(part, 32),
  Blake2_128Concat: (part) => concatBytes(blake(part, 16), part),
  Twox128: (part) => twox(part, 128),
  Twox256: (part) => twox(part, 256),
  Twox64Concat: (part) => concatBytes(twox(part, 64), part),
  Identity: (part) => part,
};
