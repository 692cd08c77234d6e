import type { StorageEntryMetadataLatest } from "@polkadot/types/interfaces";
import type { ByteReader } from "./byte-reader.js";
import type { PlainTypes } from "./plain-types.js";

/** Two hashes of the pallet's and the item's name. */
const PREFIX_BYTES = 32;

/** Bytes of hash before the key part itself; hashers that are not here leave the hash only. */
const concatHashers: Readonly<Record<string, number>> = { Identity: 0, Twox64Concat: 8, Blake2_128Concat: 16 };
const opaqueHashers: Readonly<Record<string, number>> = { Blake2_128: 16, Twox128: 16, Blake2_256: 32, Twox256: 32 };

/** Reads the parts of a map's key; `undefined` for a part of which only the hash is stored. */
export function keyPartsDecoder(
  types: PlainTypes,
  { type }: StorageEntryMetadataLatest,
): (reader: ByteReader) => unknown[] {
  if (type.isPlain) return () => [];
  const { hashers, key } = type.asMap;
  const { def } = types.lookup.getSiType(key.toNumber());
  const partTypes = hashers.length === 1 ? [key.toNumber()] : Array.from(def.asTuple, (part) => part.toNumber());
  return (reader) => {
    reader.bytes(PREFIX_BYTES);
    return Array.from(hashers, (hasher, index) => {
      const before = concatHashers[hasher.type];
      reader.bytes(before ?? opaqueHashers[hasher.type] ?? 0);
      return before === undefined ? undefined : types.decoderOf(partTypes[index]!)(reader);
    });
  };
}
