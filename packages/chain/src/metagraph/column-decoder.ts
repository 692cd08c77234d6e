import type { Si1Field, Si1Type } from "@polkadot/types/interfaces";
import type { ByteReader } from "../runtime/byte-reader.js";
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
  const type = types.lookup.getSiType(typeId);
  const inner = innerOfOption(type);
  if (inner !== undefined) return columnNames(types, inner);
  return Array.from(type.def.asComposite.fields, ({ name }) => libraryName(name.unwrap().toString()));
}

/** By the types of one runtime version, as compiling takes longer than decoding. */
const compiled = new WeakMap<PlainTypes, Map<number, Decode>>();

function compile(types: PlainTypes, typeId: number): Decode {
  const type = types.lookup.getSiType(typeId);
  const inner = innerOfOption(type);
  if (inner !== undefined) return optional(columnDecoder(types, inner));
  const fields = Array.from(type.def.asComposite.fields);
  const names = columnNames(types, typeId);
  const decoders = fields.map((field) => fieldDecoder(types, field));
  return (reader) => {
    const value: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index++) {
      const column = decoders[index]!(reader);
      if (column !== undefined) value[names[index]!] = column;
    }
    return value;
  };
}

function fieldDecoder(types: PlainTypes, field: Si1Field): Decode {
  const typeId = field.type.toNumber();
  const inner = innerOfOption(types.lookup.getSiType(typeId));
  if (inner !== undefined) return optional(valueDecoder(types, inner));
  return valueDecoder(types, typeId);
}

function valueDecoder(types: PlainTypes, typeId: number): Decode {
  const { def } = types.lookup.getSiType(typeId);
  if (!def.isSequence) return types.decoderOf(typeId);
  const items = types.lookup.getSiType(def.asSequence.type.toNumber());
  return sequences[kindOf(types, items)] ?? types.decoderOf(typeId);
}

/** `Compact u64`, `Bool`, `Account`; the empty text for what has no column. */
function kindOf(types: PlainTypes, { path, def }: Si1Type): string {
  if (Array.from(path, String).at(-1) === "AccountId32") return "Account";
  if (def.isPrimitive) return def.asPrimitive.type;
  if (def.isTuple) {
    const parts = Array.from(def.asTuple, (part) => kindOf(types, types.lookup.getSiType(part.toNumber())));
    return parts.join(", ");
  }
  if (!def.isCompact) return "";
  const inner = types.lookup.getSiType(def.asCompact.type.toNumber());
  return inner.def.isPrimitive ? `Compact ${inner.def.asPrimitive.type}` : "";
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

function innerOfOption({ path, def }: Si1Type): number | undefined {
  if (Array.from(path, String).join("::") !== "Option") return undefined;
  return Array.from(def.asVariant.variants)[1]!.fields[0]!.type.toNumber();
}

const optional =
  (decode: Decode): Decode =>
  (reader) =>
    reader.u8() === 0 ? undefined : decode(reader);
