import { concatBytes } from "@taostack/primitives";
import { compactLength, lengthPrefixed } from "../encoding/scale.js";
import { accountBytes, bytesOf, compactBytes, describe, fixedBytes, primitiveBytes } from "./encode-scalar.js";
import type { Field, TypeDef, TypeEntry, Variant } from "./metadata/metadata.js";
import { libraryName } from "./names.js";

type Encode = (value: unknown) => Uint8Array;

/** Types that people write in another form than their bytes. */
const wellKnown: Readonly<Record<string, Encode>> = {
  "sp_core::crypto::AccountId32": accountBytes,
  "primitive_types::H160": (value) => fixedBytes(value, 20),
  "primitive_types::H256": (value) => fixedBytes(value, 32),
  "primitive_types::H512": (value) => fixedBytes(value, 64),
};

/** Calls and whole transactions are given encoded. */
const encodedAlready = /(^|::)(RuntimeCall|UncheckedExtrinsic)$/;

/**
 * Encodes plain values by the types that the metadata describes; the opposite of `PlainTypes`. What that gives it takes, and more: addresses
 * for accounts in any form, hex and texts for bytes, texts for numbers, chain's and camel-case names, `{ Variant: value }`, `null` for
 * an absent option, hex for calls.
 */
export class PlainEncoder {
  constructor(readonly types: readonly TypeEntry[]) {}

  /** @throws `TypeError` or `RangeError`, naming the field. */
  encode(typeId: number, value: unknown): Uint8Array {
    const { path, def } = this.#entry(typeId);
    const known = wellKnown[path];
    if (known) return known(value);
    if (encodedAlready.test(path)) return bytesOf(value);
    if (def.kind === "variant") return this.#enum(path, def.variants, value);
    if (def.kind === "composite") return this.fields(def.fields, value);
    return this.#anonymous(def, value);
  }

  /** Named fields come as an object, one without a name as its value, several as a list. */
  fields(fields: readonly Field[], value: unknown): Uint8Array {
    if (fields[0]?.name !== undefined) return this.named(fields, value);
    if (fields.length === 1) return this.encode(fields[0]!.type, value);
    return this.#tuple(
      fields.map(({ type }) => type),
      value ?? [],
    );
  }

  /** By the chain's names, or those in camel case. */
  named(fields: readonly Field[], value: unknown): Uint8Array {
    if (typeof value !== "object" || value === null) throw new TypeError(`${describe(value)} is not an object`);
    const given = value as Readonly<Record<string, unknown>>;
    const parts = fields.map(({ name = "", type }) =>
      at(name, () => this.encode(type, name in given ? given[name] : given[libraryName(name)])),
    );
    return concatBytes(...parts);
  }

  #entry(typeId: number): TypeEntry {
    const entry = this.types[typeId];
    if (entry === undefined) throw new RangeError(`the metadata has no type ${typeId}`);
    return entry;
  }

  #anonymous(def: Exclude<TypeDef, { kind: "variant" | "composite" }>, value: unknown): Uint8Array {
    switch (def.kind) {
      case "primitive":
        return primitiveBytes(value, def.name);
      case "compact":
        return compactBytes(value, this.#bitsOf(def.of));
      case "tuple":
        return this.#tuple(def.of, value);
      case "sequence":
        if (this.#isByte(def.of)) return lengthPrefixed(bytesOf(value));
        return this.#sequence(def.of, value);
      case "array":
        if (this.#isByte(def.of)) return fixedBytes(value, def.length);
        return this.#tuple(Array<number>(def.length).fill(def.of), value);
      case "bits":
        throw new TypeError("sequences of bits cannot be given");
    }
  }

  #isByte(typeId: number): boolean {
    const { def } = this.#entry(typeId);
    return def.kind === "primitive" && def.name === "U8";
  }

  /** Of an integer, or of a struct around one. */
  #bitsOf(typeId: number): number {
    const { def } = this.#entry(typeId);
    if (def.kind === "composite") return this.#bitsOf(def.fields[0]!.type);
    return def.kind === "primitive" ? Number(def.name.slice(1)) : 0;
  }

  #tuple(types: readonly number[], value: unknown): Uint8Array {
    if (types.length === 0) return new Uint8Array();
    const items = listOf(value);
    if (items.length !== types.length) throw new RangeError(`${items.length} items where ${types.length} are expected`);
    return concatBytes(...types.map((type, index) => at(String(index), () => this.encode(type, items[index]))));
  }

  /** Lists, sets and maps; numbers of a set may come in any order, as the chain sorts them. */
  #sequence(type: number, value: unknown): Uint8Array {
    const items = listOf(value);
    return concatBytes(
      compactLength(items.length),
      ...items.map((item, index) => at(String(index), () => this.encode(type, item))),
    );
  }

  #enum(path: string, variants: readonly Variant[], value: unknown): Uint8Array {
    if (path === "Option") {
      if (value === undefined || value === null) return Uint8Array.of(0);
      return concatBytes(Uint8Array.of(1), this.fields(variants[1]!.fields, value));
    }
    const [name, inner] = path.endsWith("::MultiAddress") ? addressVariant(value) : variantOf(value);
    const wanted = name.toLowerCase();
    const variant = variants.find((each) => each.name === name || each.name.toLowerCase() === wanted);
    if (variant === undefined)
      throw new RangeError(`"${name}" is none of ${variants.map((each) => each.name).join(", ")}`);
    const fields = variant.fields.length === 0 ? new Uint8Array() : at(name, () => this.fields(variant.fields, inner));
    return concatBytes(Uint8Array.of(variant.index), fields);
  }
}

/** An address without more is an account's. */
const addressVariant = (value: unknown): [name: string, value: unknown] =>
  typeof value === "string" || value instanceof Uint8Array ? ["Id", value] : variantOf(value);

/** `"Any"`, `{ type: "Some", value }` or `{ Some: value }`. */
function variantOf(value: unknown): [name: string, value: unknown] {
  if (typeof value === "string") return [value, undefined];
  if (typeof value === "object" && value !== null) {
    const given = value as Readonly<Record<string, unknown>>;
    if (typeof given.type === "string") return [given.type, given.value];
    const [entry, ...more] = Object.entries(given);
    if (entry !== undefined && more.length === 0) return entry;
  }
  throw new TypeError(`${describe(value)} names no variant`);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Set || value instanceof Map) return [...value];
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as unknown as ArrayLike<unknown>);
  throw new TypeError(`${describe(value)} is not a list`);
}

/** Says where in a value the fault is. */
function at<T>(name: string, encode: () => T): T {
  try {
    return encode();
  } catch (cause) {
    throw new TypeError(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
