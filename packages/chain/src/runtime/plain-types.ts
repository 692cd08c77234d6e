import type { Si1Field, Si1Type, Si1Variant } from "@polkadot/types/interfaces";
import { encodeAddress, toHex } from "@taostack/primitives";
import type { ByteReader } from "./byte-reader.js";
import { libraryName } from "./names.js";

/** The part of the metadata that describes types. */
export interface TypeLookup {
  getSiType(typeId: number): Si1Type;
}

export type Decode = (reader: ByteReader) => unknown;

const decodeHash =
  (length: number): Decode =>
  (reader) =>
    toHex(reader.bytes(length));

/** Types that people write in another form than their bytes. */
const wellKnown: Readonly<Record<string, Decode>> = {
  "sp_core::crypto::AccountId32": (reader) => encodeAddress(reader.bytes(32)),
  "primitive_types::H160": decodeHash(20),
  "primitive_types::H256": decodeHash(32),
  "primitive_types::H512": decodeHash(64),
};

const primitives: Readonly<Record<string, Decode>> = {
  Bool: (reader) => reader.bool(),
  Char: (reader) => String.fromCodePoint(reader.u32()),
  Str: (reader) => new TextDecoder().decode(reader.bytes(reader.length())),
  U8: (reader) => reader.u8(),
  U16: (reader) => reader.u16(),
  U32: (reader) => reader.u32(),
  U64: (reader) => reader.u64(),
  U128: (reader) => reader.u128(),
  U256: (reader) => reader.u256(),
  I8: (reader) => reader.i8(),
  I16: (reader) => reader.i16(),
  I32: (reader) => reader.i32(),
  I64: (reader) => reader.i64(),
  I128: (reader) => reader.i128(),
  I256: (reader) => reader.i256(),
};

/** Primitives that become numbers; wider ones become bigint. */
const narrow = /^[UI](8|16|32)$/;

/**
 * Decodes values of the types that the metadata describes, straight to plain JavaScript: several times as fast as through the
 * library's objects, which matters for a metagraph.
 *
 * Integers of up to 32 bits become numbers, wider ones bigint; accounts ss58, hashes hex, other bytes `Uint8Array`; a struct an
 * object with camel-case names; a map an array of pairs; an absent option `undefined`. An enum becomes its variant's name if none of
 * its variants carries data, else `{ type, value }`.
 */
export class PlainTypes {
  readonly #decoders = new Map<number, Decode>();
  readonly #variants = new Map<number, ReadonlyMap<number, Si1Variant>>();

  constructor(readonly lookup: TypeLookup) {}

  decoderOf(typeId: number): Decode {
    const known = this.#decoders.get(typeId);
    if (known) return known;
    // A type may contain itself: what is compiled meanwhile reaches it through the map.
    this.#decoders.set(typeId, (reader) => this.#decoders.get(typeId)!(reader));
    const decode = this.#compile(this.lookup.getSiType(typeId));
    this.#decoders.set(typeId, decode);
    return decode;
  }

  /** The variants of an enum by their index on the wire. */
  variantsOf(typeId: number): ReadonlyMap<number, Si1Variant> {
    const known = this.#variants.get(typeId);
    if (known) return known;
    const { variants } = this.lookup.getSiType(typeId).def.asVariant;
    const byIndex = new Map(Array.from(variants, (variant) => [variant.index.toNumber(), variant]));
    this.#variants.set(typeId, byIndex);
    return byIndex;
  }

  #compile({ path, def }: Si1Type): Decode {
    const name = Array.from(path, String).join("::");
    const known = wellKnown[name];
    if (known) return known;
    if (def.isComposite) return this.fields(def.asComposite.fields);
    if (def.isVariant)
      return name === "Option" ? this.#option(def.asVariant.variants) : this.#variant(def.asVariant.variants);
    if (def.isSequence) return this.#items(def.asSequence.type.toNumber(), (reader) => reader.length());
    if (def.isArray) {
      const length = def.asArray.len.toNumber();
      return this.#items(def.asArray.type.toNumber(), () => length);
    }
    if (def.isTuple) return this.#tuple(Array.from(def.asTuple, (type) => type.toNumber()));
    if (def.isCompact) return this.#compact(def.asCompact.type.toNumber());
    if (def.isBitSequence) return (reader) => reader.bytes(Math.ceil(reader.length() / 8));
    return primitives[def.asPrimitive.type]!;
  }

  /** Named fields make an object, one field without a name is its value, several an array, none `null`. */
  fields(fields: Iterable<Si1Field>): Decode {
    const all = Array.from(fields);
    const decoders = all.map(({ type }) => this.decoderOf(type.toNumber()));
    if (all[0]?.name.isNone !== false) return all.length === 1 ? decoders[0]! : tupleOf(decoders);
    const names = all.map(({ name }) => libraryName(name.unwrap().toString()));
    return (reader) => {
      const value: Record<string, unknown> = {};
      for (let index = 0; index < names.length; index++) value[names[index]!] = decoders[index]!(reader);
      return value;
    };
  }

  #tuple(types: readonly number[]): Decode {
    return tupleOf(types.map((type) => this.decoderOf(type)));
  }

  #option(variants: Iterable<Si1Variant>): Decode {
    const decode = this.fields(Array.from(variants)[1]!.fields);
    return (reader) => (reader.u8() === 0 ? undefined : decode(reader));
  }

  #variant(variants: Iterable<Si1Variant>): Decode {
    const all = Array.from(variants);
    const isPlain = all.every(({ fields }) => fields.length === 0);
    const byIndex = new Map(
      all.map(({ index, name, fields }) => [index.toNumber(), { type: name.toString(), decode: this.fields(fields) }]),
    );
    return (reader) => {
      const index = reader.u8();
      const variant = byIndex.get(index);
      if (!variant) throw new RangeError(`no variant ${index}`);
      return isPlain ? variant.type : { type: variant.type, value: variant.decode(reader) };
    };
  }

  #items(type: number, lengthOf: (reader: ByteReader) => number): Decode {
    const { def } = this.lookup.getSiType(type);
    if (def.isPrimitive && def.asPrimitive.isU8) return (reader) => reader.bytes(lengthOf(reader));
    const decode = this.decoderOf(type);
    return (reader) => {
      const items = new Array<unknown>(lengthOf(reader));
      for (let index = 0; index < items.length; index++) items[index] = decode(reader);
      return items;
    };
  }

  /** Of an integer, or of a struct around one. */
  #compact(type: number): Decode {
    const { def } = this.lookup.getSiType(type);
    if (def.isComposite) return this.#compact(def.asComposite.fields[0]!.type.toNumber());
    const isNarrow = def.isPrimitive && narrow.test(def.asPrimitive.type);
    return isNarrow ? (reader) => reader.compact() : (reader) => reader.compactBig();
  }
}

const tupleOf = (decoders: readonly Decode[]): Decode =>
  decoders.length === 0 ? () => null : (reader) => decoders.map((decode) => decode(reader));
