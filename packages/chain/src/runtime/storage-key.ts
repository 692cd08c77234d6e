import { concatBytes, toHex } from "@taostack/primitives";
import type { ByteReader } from "./byte-reader.js";
import { hashers, twox } from "./hashers.js";
import type { Hasher, Pallet, StorageEntry } from "./metadata/metadata.js";
import type { PlainEncoder } from "./plain-encoder.js";
import type { PlainTypes } from "./plain-types.js";

/** Two hashes of the pallet's and the item's name. */
const PREFIX_BYTES = 32;

/** Bytes of hash before the key part itself; hashers that are not here leave the hash only. */
const concatHashers: Partial<Readonly<Record<Hasher, number>>> = {
  Identity: 0,
  Twox64Concat: 8,
  Blake2_128Concat: 16,
};
const opaqueHashers: Partial<Readonly<Record<Hasher, number>>> = {
  Blake2_128: 16,
  Twox128: 16,
  Blake2_256: 32,
  Twox256: 32,
};

const utf8 = new TextEncoder();

/** What all keys of an item begin with. */
export const itemPrefix = ({ prefix }: Pallet, { name }: StorageEntry): Uint8Array =>
  concatBytes(twox(utf8.encode(prefix), 128), twox(utf8.encode(name), 128));

/** The types of a key's parts. */
export function keyPartTypes(
  { types }: Pick<PlainTypes, "types">,
  { hashers: each, key }: StorageEntry,
): readonly number[] {
  if (key === undefined) return [];
  const { def } = types[key]!;
  return each.length === 1 || def.kind !== "tuple" ? [key] : def.of;
}

/** Writes keys: of an entry, or of all entries whose first parts are given. Hex. */
export function keyEncoder(encoder: PlainEncoder, prefix: Uint8Array, entry: StorageEntry) {
  const parts = keyPartTypes(encoder, entry);
  return (args: readonly unknown[], isWhole: boolean): string => {
    const given = args.filter((arg) => arg !== undefined);
    if (given.length > parts.length || (isWhole && given.length < parts.length))
      throw new RangeError(`${given.length} parts of a key where ${parts.length} are expected`);
    const hashed = given.map((arg, index) => hashers[entry.hashers[index]!](encoder.encode(parts[index]!, arg)));
    return toHex(concatBytes(prefix, ...hashed));
  };
}

/** Reads the parts of a map's key; `undefined` for a part of which only the hash is stored. */
export function keyPartsDecoder(types: PlainTypes, entry: StorageEntry): (reader: ByteReader) => unknown[] {
  const parts = keyPartTypes(types, entry);
  return (reader) => {
    reader.bytes(PREFIX_BYTES);
    return entry.hashers.map((hasher, index) => {
      const before = concatHashers[hasher];
      reader.bytes(before ?? opaqueHashers[hasher] ?? 0);
      return before === undefined ? undefined : types.decoderOf(parts[index]!)(reader);
    });
  };
}
