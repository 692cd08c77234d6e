import type { ByteReader } from "../byte-reader.js";
import { type Field, PRIMITIVES, type TypeDef, type TypeEntry, type Variant } from "./metadata.js";

const utf8 = new TextDecoder();

export const text = (reader: ByteReader): string => utf8.decode(reader.bytes(reader.length()));
export const texts = (reader: ByteReader): string[] => list(reader, text);

export const list = <T>(reader: ByteReader, item: (reader: ByteReader) => T): T[] =>
  Array.from({ length: reader.length() }, () => item(reader));

export const optional = <T>(reader: ByteReader, value: (reader: ByteReader) => T): T | undefined =>
  reader.u8() === 0 ? undefined : value(reader);

/** One of a list of names, by its place. */
export function oneOf<T extends string>(names: readonly T[], reader: ByteReader): T {
  const index = reader.u8();
  const name = names[index];
  if (name === undefined) throw new RangeError(`no variant ${index}`);
  return name;
}

/** The types, each at the place of its number. */
export function readTypes(reader: ByteReader): TypeEntry[] {
  const types: TypeEntry[] = [];
  for (const { id, entry } of list(reader, readType)) types[id] = entry;
  return types;
}

function readType(reader: ByteReader): { readonly id: number; readonly entry: TypeEntry } {
  const id = reader.compact();
  const path = texts(reader).join("::");
  list(reader, skipParameter);
  const def = readDef(reader);
  texts(reader);
  return { id, entry: { path, def } };
}

function skipParameter(reader: ByteReader): void {
  text(reader);
  optional(reader, (inner) => inner.compact());
}

function readDef(reader: ByteReader): TypeDef {
  const kind = reader.u8();
  switch (kind) {
    case 0:
      return { kind: "composite", fields: list(reader, readField) };
    case 1:
      return { kind: "variant", variants: list(reader, readVariant) };
    case 2:
      return { kind: "sequence", of: reader.compact() };
    case 3: {
      const length = reader.u32();
      return { kind: "array", length, of: reader.compact() };
    }
    case 4:
      return { kind: "tuple", of: list(reader, (item) => item.compact()) };
    case 5:
      return { kind: "primitive", name: oneOf(PRIMITIVES, reader) };
    case 6:
      return { kind: "compact", of: reader.compact() };
    case 7:
      reader.compact();
      reader.compact();
      return { kind: "bits" };
    default:
      throw new RangeError(`no kind of type ${kind}`);
  }
}

function readField(reader: ByteReader): Field {
  const name = optional(reader, text);
  const type = reader.compact();
  optional(reader, text);
  texts(reader);
  return { name, type };
}

function readVariant(reader: ByteReader): Variant {
  const name = text(reader);
  const fields = list(reader, readField);
  return { name, fields, index: reader.u8(), docs: texts(reader) };
}
