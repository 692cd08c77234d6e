import { encodeAddress, toHex } from "@taostack/primitives";
import type { ByteReader } from "./byte-reader.js";
import type { Field, Primitive, TypeEntry, Variant } from "./metadata/metadata.js";
import { libraryName } from "./names.js";

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

const primitives: Readonly<Record<Primitive, Decode>> = {
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
 * Decodes values of the types that the metadata describes, straight to plain JavaScript. Each type is compiled once, when it is met: a
 * metagraph is decoded in milliseconds.
 *
 * Integers of up to 32 bits become numbers, wider ones bigint; accounts ss58, hashes hex, other bytes `Uint8Array`; a struct an
 * object with camel-case names; a map an array of pairs; an absent option `undefined`. An enum becomes its variant's name if none of
 * its variants carries data, else `{ type, value }`.
 */
export class PlainTypes {
  readonly #decoders = new Map<number, Decode>();
  readonly #variants = new Map<number, ReadonlyMap<number, Variant>>();

  constructor(readonly types: readonly TypeEntry[]) {}

  /** @throws `RangeError` for a number that the metadata does not have. */
  entry(typeId: number): TypeEntry {
    const entry = this.types[typeId];
    if (entry === undefined) throw new RangeError(`the metadata has no type ${typeId}`);
    return entry;
  }

  decoderOf(typeId: number): Decode {
    const known = this.#decoders.get(typeId);
    if (known) return known;
    // A type may contain itself: what is compiled meanwhile reaches it through the map.
    this.#decoders.set(typeId, (reader) => this.#decoders.get(typeId)!(reader));
    const decode = this.#compile(this.entry(typeId));
    this.#decoders.set(typeId, decode);
    return decode;
  }

  /** The variants of an enum by their index on the wire. */
  variantsOf(typeId: number): ReadonlyMap<number, Variant> {
    const known = this.#variants.get(typeId);
    if (known) return known;
    const { def } = this.entry(typeId);
    const variants = def.kind === "variant" ? def.variants : [];
    const byIndex = new Map(variants.map((variant) => [variant.index, variant]));
    this.#variants.set(typeId, byIndex);
    return byIndex;
  }

  #compile({ path, def }: TypeEntry): Decode {
    const known = wellKnown[path];
    if (known) return known;
    switch (def.kind) {
      case "composite":
        return this.fields(def.fields);
      case "variant":
        return path === "Option" ? this.#option(def.variants) : this.#variant(def.variants);
      case "sequence":
        return this.#items(def.of, (reader) => reader.length());
      case "array":
        return this.#items(def.of, () => def.length);
      case "tuple":
        return tupleOf(def.of.map((type) => this.decoderOf(type)));
      case "compact":
        return this.#compact(def.of);
      case "bits":
        return (reader) => reader.bytes(Math.ceil(reader.length() / 8));
      case "primitive":
        return primitives[def.name];
    }
  }

  /** Named fields make an object, one field without a name is its value, several an array, none `null`. */
  fields(fields: readonly Field[]): Decode {
    const decoders = fields.map(({ type }) => this.decoderOf(type));
    if (fields[0]?.name === undefined) return fields.length === 1 ? decoders[0]! : tupleOf(decoders);
    const names = fields.map(({ name = "" }) => libraryName(name));
    return (reader) => {
      const value: Record<string, unknown> = {};
      for (let index = 0; index < names.length; index++) value[names[index]!] = decoders[index]!(reader);
      return value;
    };
  }

  #option(variants: readonly Variant[]): Decode {
    const decode = this.fields(variants[1]!.fields);
    return (reader) => (reader.u8() === 0 ? undefined : decode(reader));
  }

  #variant(variants: readonly Variant[]): Decode {
    const isPlain = variants.every(({ fields }) => fields.length === 0);
    const byIndex = new Map(
      variants.map(({ index, name, fields }) => [index, { type: name, decode: this.fields(fields) }]),
    );
    return (reader) => {
      const index = reader.u8();
      const variant = byIndex.get(index);
      if (!variant) throw new RangeError(`no variant ${index}`);
      return isPlain ? variant.type : { type: variant.type, value: variant.decode(reader) };
    };
  }

  #items(type: number, lengthOf: (reader: ByteReader) => number): Decode {
    const { def } = this.entry(type);
    if (def.kind === "primitive" && def.name === "U8") return (reader) => reader.bytes(lengthOf(reader));
    const decode = this.decoderOf(type);
    return (reader) => {
      const items = new Array<unknown>(lengthOf(reader));
      for (let index = 0; index < items.length; index++) items[index] = decode(reader);
      return items;
    };
  }

  /** Of an integer, or of a struct around one. */
  #compact(type: number): Decode {
    const { def } = this.entry(type);
    if (def.kind === "composite") return this.#compact(def.fields[0]!.type);
    const isNarrow = def.kind === "primitive" && narrow.test(def.name);
    return isNarrow ? (reader) => reader.compact() : (reader) => reader.compactBig();
  }
}

const tupleOf = (decoders: readonly Decode[]): Decode =>
  decoders.length === 0 ? () => null : (reader) => decoders.map((decode) => decode(reader));
