import { Twox64Concat } from "@polkadot-api/substrate-bindings";
import { concatBytes } from "@taostack/primitives";
import { blake2b } from "../blake2b.js";
import type { ScaleType } from "../scale/index.js";

export type HasherName = "Blake2_128Concat" | "Twox64Concat" | "Identity";

/** One key of a map: how it is encoded and hashed. All three hashers keep the key readable behind the hash. */
export interface HashedKey<T> {
  readonly hasher: HasherName;
  readonly type: ScaleType<T>;
}

export const blake2_128Concat = <T>(type: ScaleType<T>): HashedKey<T> => ({ hasher: "Blake2_128Concat", type });
export const twox64Concat = <T>(type: ScaleType<T>): HashedKey<T> => ({ hasher: "Twox64Concat", type });
export const identity = <T>(type: ScaleType<T>): HashedKey<T> => ({ hasher: "Identity", type });

/** Bytes of hash in front of the key. */
export const HASH_BYTES: Record<HasherName, number> = { Blake2_128Concat: 16, Twox64Concat: 8, Identity: 0 };

export function hashKey(hasher: HasherName, encoded: Uint8Array): Uint8Array {
  switch (hasher) {
    case "Blake2_128Concat":
      return concatBytes(blake2b(encoded, 16), encoded);
    case "Twox64Concat":
      return Twox64Concat(encoded);
    case "Identity":
      return encoded;
  }
}
