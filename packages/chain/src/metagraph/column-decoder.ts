import type { ByteReader } from "../runtime/byte-reader.js";
import type { Field, TypeEntry } from "../runtime/metadata/metadata.js";
import { libraryName } from "../runtime/names.js";
import type { Decode, PlainTypes } from "../runtime/plain-types.js";

/**
 * Decodes a struct of columns: sequences of integers and flags become typed arrays straight from the bytes, sequences of accounts
 * their raw bytes (32 each), everything else plain values as `PlainTypes` has them. An absent option leaves its field out.
 */
export function columnDecoder(types: PlainTypes, typeId: number): Decode {
  const known = compiled.get(types)?.get(typeId);
  if (known) return known;
  const decode = compile(types, typeId);
  const ofTypes = compiled.get(types) ?? new Map<number, Decode>();
  compiled.set(types, ofTypes.set(typeId, decode));
  return decode;
}

/** The names of the struct's fields in their order, in camel case. */
export function columnNames(types: PlainTypes, typeId: number): string[] {
  const inner = innerOfOption(types.entry(typeId));
  if (inner !== undefined) return columnNames(types, inner);
  return fieldsOf(types, typeId).map(({ name = "" }) => libraryName(name));
}

/** By the types of one runtime version, as compiling takes longer than decoding. */
const compiled = new WeakMap<PlainTypes, Map<number, Decode>>();

function compile(types: PlainTypes, typeId: number): Decode {
  const inner = innerOfOption(types.entry(typeId));
  if (inner !== undefined) return optional(columnDecoder(types, inner));
  const names = columnNames(types, typeId);
  const decoders = fieldsOf(types, typeId).map((field) => fieldDecoder(types, field));
  return (reader) => {
    const value: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index++) {
      const column = decoders[index]!(reader);
      if (column !== undefined) value[names[index]!] = column;
    }
    return value;
  };
}

function fieldsOf(types: PlainTypes, typeId: number): readonly Field[] {
  const { def } = types.entry(typeId);
  return def.kind === "composite" ? def.fields : [];
}

function fieldDecoder(types: PlainTypes, { type }: Field): Decode {
  const inner = innerOfOption(types.entry(type));
  return inner === undefined ? valueDecoder(types, type) : optional(valueDecoder(types, inner));
}

function valueDecoder(types: PlainTypes, typeId: number): Decode {
  const { def } = types.entry(typeId);
  if (def.kind !== "sequence") return types.decoderOf(typeId);
  return sequences[kindOf(types, types.entry(def.of))] ?? types.decoderOf(typeId);
}

/** `Compact U64`, `Bool`, `Account`; the empty text for what has no column. */
function kindOf(types: PlainTypes, { path, def }: TypeEntry): string {
  if (path.endsWith("::AccountId32")) return "Account";
  if (def.kind === "primitive") return def.name;
  if (def.kind === "tuple") return def.of.map((part) => kindOf(types, types.entry(part))).join(", ");
  if (def.kind !== "compact") return "";
  const inner = types.entry(def.of).def;
  return inner.kind === "primitive" ? `Compact ${inner.name}` : "";
}

const sequences: Readonly<Record<string, (reader: ByteReader) => unknown>> = {
  Account: (reader) => reader.bytes(32 * reader.length()),
  Bool: (reader) => reader.bytes(reader.length()),
  "Account, Compact U64": (reader) => accountAmounts(reader, reader.length()),
  U16: (reader) => reader.u16s(reader.length()),
  U64: (reader) => reader.u64s(reader.length()),
  "Compact U16": (reader) => reader.compactU16s(reader.length()),
  "Compact U64": (reader) => reader.compactU64s(reader.length()),
};

/** What each hotkey got: 32 bytes and an amount for each. */
function accountAmounts(reader: ByteReader, length: number) {
  const accounts = new Uint8Array(32 * length);
  const amounts = new BigUint64Array(length);
  for (let index = 0; index < length; index++) {
    accounts.set(reader.bytes(32), 32 * index);
    amounts[index] = reader.compactBig();
  }
  return { accounts, amounts };
}

const innerOfOption = ({ path, def }: TypeEntry): number | undefined =>
  path === "Option" && def.kind === "variant" ? def.variants[1]!.fields[0]!.type : undefined;

const optional =
  (decode: Decode): Decode =>
  (reader) =>
    reader.u8() === 0 ? undefined : decode(reader);
