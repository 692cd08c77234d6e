import { blake2b } from "@noble/hashes/blake2.js";
import { Twox64Concat } from "@polkadot-api/substrate-bindings";
import { concatBytes } from "@taostack/primitives";
import { type AnyType, type ScaleType, toHex } from "../scale/index.js";

export type HasherName = "Blake2_128Concat" | "Twox64Concat" | "Identity";

/** One key of a map: how it is encoded and hashed. All three hashers keep the key readable behind the hash. */
export interface HashedKey<T> {
  readonly hasher: HasherName;
  readonly type: ScaleType<T>;
  /** The hex digits that the key adds to a storage key, without `0x`. */
  digits(key: T): string;
}

/** Enough for the keys that a few full subnets touch in each block. */
const MAX_REMEMBERED_KEYS = 4096;

/** Blocks ask for the same netuids and accounts again and again, and hashing one takes longer than reading its value. */
function createHashedKey<T>(hasher: HasherName, type: ScaleType<T>): HashedKey<T> {
  const known = new Map<T, string>();
  const hash = (key: T): string => toHex(hashKey(hasher, type.encode(key))).slice(2);
  const remember = (key: T): string => {
    const digits = hash(key);
    if (known.size >= MAX_REMEMBERED_KEYS) known.clear();
    known.set(key, digits);
    return digits;
  };
  return {
    hasher,
    type,
    // Arrays and objects are other keys each time, even if they look the same.
    digits: (key) => known.get(key) ?? (typeof key === "object" ? hash(key) : remember(key)),
  };
}

/** All items whose keys are of one type share what was hashed. */
function hasherFor(hasher: HasherName): <T>(type: ScaleType<T>) => HashedKey<T> {
  const byType = new WeakMap<AnyType, HashedKey<never>>();
  return <T>(type: ScaleType<T>): HashedKey<T> => {
    const made = (byType.get(type as AnyType) as HashedKey<T> | undefined) ?? createHashedKey(hasher, type);
    byType.set(type as AnyType, made as HashedKey<never>);
    return made;
  };
}

export const blake2_128Concat = hasherFor("Blake2_128Concat");
export const twox64Concat = hasherFor("Twox64Concat");
export const identity = hasherFor("Identity");

/** Bytes of hash in front of the key. */
export const HASH_BYTES: Record<HasherName, number> = { Blake2_128Concat: 16, Twox64Concat: 8, Identity: 0 };

export function hashKey(hasher: HasherName, encoded: Uint8Array): Uint8Array {
  switch (hasher) {
    case "Blake2_128Concat":
      return concatBytes(blake2b(encoded, { dkLen: 16 }), encoded);
    case "Twox64Concat":
      return Twox64Concat(encoded);
    case "Identity":
      return encoded;
  }
}
