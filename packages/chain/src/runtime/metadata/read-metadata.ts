import { badResponse } from "../../errors.js";
import { ByteReader } from "../byte-reader.js";
import {
  type ApiMethod,
  type Constant,
  type ExtrinsicFormat,
  HASHERS,
  type Hasher,
  type Metadata,
  type Pallet,
  type RuntimeApi,
  type StorageEntry,
  type TransactionExtension,
} from "./metadata.js";
import { list, oneOf, optional, readTypes, text, texts } from "./read-types.js";

/** `meta`, little-endian. */
const MAGIC = 0x6174656d;
const VERSIONS: readonly number[] = [14, 15, 16];

/** @throws `chain/bad_response` for what is no metadata, or of a version other than 14, 15 and 16. */
export function readMetadata(bytes: Uint8Array): Metadata {
  try {
    return read(new ByteReader(bytes));
  } catch (cause) {
    throw badResponse("the metadata", cause);
  }
}

function read(reader: ByteReader): Metadata {
  if (reader.u32() !== MAGIC) throw new RangeError("it does not begin with meta");
  const version = reader.u8();
  if (!VERSIONS.includes(version)) throw new RangeError(`it is of version ${version}`);
  const types = readTypes(reader);
  const pallets = list(reader, (item) => readPallet(item, version));
  const extrinsic = readExtrinsic(reader, version);
  if (version < 16) reader.compact(); // the runtime's own type
  // What follows, outer enums and custom values, is not used.
  return { types, pallets, extrinsic, apis: version === 14 ? [] : list(reader, (item) => readApi(item, version)) };
}

function readPallet(reader: ByteReader, version: number): Pallet {
  const name = text(reader);
  const storage = optional(reader, (inner) => ({
    prefix: text(inner),
    storage: list(inner, (item) => readStorage(item, version)),
  }));
  const calls = optional(reader, (inner) => readEnum(inner, version));
  optional(reader, (inner) => readEnum(inner, version)); // events
  const constants = list(reader, (item) => readConstant(item, version));
  const errors = optional(reader, (inner) => readEnum(inner, version));
  if (version >= 16) skipTypesAndViews(reader);
  const index = reader.u8();
  if (version >= 15) texts(reader);
  skipDeprecation(reader, version);
  return { name, index, prefix: name, storage: [], ...storage, calls, errors, constants };
}

function readStorage(reader: ByteReader, version: number): StorageEntry {
  const name = text(reader);
  const optionalEntry = reader.u8() === 0;
  const isMap = reader.u8() === 1;
  const hashers = isMap ? list(reader, (item): Hasher => oneOf(HASHERS, item)) : [];
  const key = isMap ? reader.compact() : undefined;
  const value = reader.compact();
  const fallback = reader.bytes(reader.length());
  texts(reader);
  skipDeprecation(reader, version);
  return { name, optional: optionalEntry, hashers, key, value, fallback };
}

function readConstant(reader: ByteReader, version: number): Constant {
  const name = text(reader);
  const type = reader.compact();
  const value = reader.bytes(reader.length());
  texts(reader);
  skipDeprecation(reader, version);
  return { name, type, value };
}

/** The type of an enum; version 16 says as well which of its variants are out of use. */
function readEnum(reader: ByteReader, version: number): number {
  const type = reader.compact();
  if (version >= 16)
    list(reader, (item) => {
      item.u8();
      skipDeprecation(item, version);
    });
  return type;
}

function skipTypesAndViews(reader: ByteReader): void {
  list(reader, (item) => {
    text(item);
    item.compact();
    texts(item);
  });
  list(reader, (item) => {
    item.bytes(32);
    readMethod(item, 16);
  });
}

function readMethod(reader: ByteReader, version: number): ApiMethod {
  const name = text(reader);
  const inputs = list(reader, (item) => ({ name: text(item), type: item.compact() }));
  const output = reader.compact();
  texts(reader);
  skipDeprecation(reader, version);
  return { name, inputs, output };
}

function readApi(reader: ByteReader, version: number): RuntimeApi {
  const name = text(reader);
  const methods = list(reader, (item) => readMethod(item, version));
  texts(reader);
  if (version >= 16) reader.compact(); // the API's version
  skipDeprecation(reader, version);
  return { name, methods };
}

function readExtrinsic(reader: ByteReader, version: number): ExtrinsicFormat {
  if (version === 14) reader.compact(); // its type
  const extrinsic = version >= 16 ? Number(reader.bytes(reader.length())[0] ?? 4) : reader.u8();
  // Address, call and signature; before version 16 all extensions as one type as well.
  if (version >= 15) for (let count = version === 15 ? 4 : 3; count > 0; count--) reader.compact();
  if (version >= 16)
    list(reader, (item) => {
      item.u8();
      list(item, (index) => index.compact());
    });
  return { version: extrinsic, extensions: list(reader, readExtension) };
}

const readExtension = (reader: ByteReader): TransactionExtension => ({
  name: text(reader),
  type: reader.compact(),
  implicit: reader.compact(),
});

/** In use; or out of it, without and with a note. */
function skipDeprecation(reader: ByteReader, version: number): void {
  if (version < 16 || reader.u8() < 2) return;
  text(reader);
  optional(reader, text);
}
