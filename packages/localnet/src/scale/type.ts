import { Reader } from "./reader.js";
import { Writer } from "./writer.js";

/** Buffers are made once: encoding is what a block does most. There are as many as encodings nest in each other. */
const spareWriters: Writer[] = [];

/** Reads and writes one type. Methods, not functions, so that a codec of a narrow type fits where a wide one is asked for. */
export interface Codec<T> {
  write(out: Writer, value: T): void;
  read(input: Reader): T;
  /** The least number of bytes that a value takes; lets a sequence refuse a length that cannot be true. */
  readonly minBytes?: number;
}

export type PrimitiveName =
  | "bool"
  | "char"
  | "str"
  | "u8"
  | "u16"
  | "u32"
  | "u64"
  | "u128"
  | "u256"
  | "i8"
  | "i16"
  | "i32"
  | "i64"
  | "i128"
  | "i256";

export interface FieldDefinition {
  readonly name?: string;
  readonly type: ScaleType<unknown>;
  /** How the source spells the type; clients show it. */
  readonly typeName?: string;
}

export interface VariantDefinition {
  readonly name: string;
  readonly index: number;
  readonly fields: readonly FieldDefinition[];
  readonly docs: readonly string[];
}

export type Shape =
  | { readonly kind: "primitive"; readonly name: PrimitiveName }
  | { readonly kind: "composite"; readonly fields: readonly FieldDefinition[] }
  | { readonly kind: "variant"; readonly variants: readonly VariantDefinition[] }
  | { readonly kind: "sequence"; readonly item: ScaleType<unknown> }
  | { readonly kind: "array"; readonly item: ScaleType<unknown>; readonly length: number }
  | { readonly kind: "tuple"; readonly items: readonly ScaleType<unknown>[] }
  | { readonly kind: "compact"; readonly item: ScaleType<unknown> };

/** What the metadata's registry says about a type. */
export interface Definition {
  /** `["sp_core", "crypto", "AccountId32"]`; empty for types without a name. */
  readonly path: readonly string[];
  readonly params: readonly { readonly name: string; readonly type?: ScaleType<unknown> }[];
  readonly shape: Shape;
  readonly docs: readonly string[];
  /**
   * `object`: a declared type, one registry entry for this object. `structure`: made by a combinator, so that two
   * with the same path and parts share an entry.
   */
  readonly identity: "object" | "structure";
}

/** A type of the chain: how its values are encoded, and how the metadata describes it. */
export class ScaleType<T> {
  readonly codec: Codec<T>;
  readonly #define: () => Definition;

  constructor(codec: Codec<T>, define: () => Definition) {
    this.codec = codec;
    this.#define = define;
  }

  get definition(): Definition {
    return this.#define();
  }

  encode(value: T): Uint8Array {
    const out = spareWriters.pop() ?? new Writer();
    this.codec.write(out, value);
    const bytes = out.finish();
    out.reset();
    spareWriters.push(out);
    return bytes;
  }

  /** @throws `localnet/scale_…` if the bytes are not exactly one value. */
  decode(bytes: Uint8Array): T {
    const input = new Reader(bytes);
    const value = this.codec.read(input);
    input.finish();
    return value;
  }
}

export type AnyType = ScaleType<unknown>;

/** The JavaScript value of a type. */
export type ValueOf<S> = S extends ScaleType<infer T> ? T : never;

/** The registry entry of a type that a combinator makes. */
export const structural = (shape: Shape, path = "", params: Definition["params"] = []): Definition => ({
  path: path === "" ? [] : path.split("::"),
  params,
  shape,
  docs: [],
  identity: "structure",
});

const MAX_NESTING = 32;

/**
 * A type that is defined in terms of itself: `resolve` is asked only when a value is read or written, or for metadata.
 * @param maxNesting - Levels that decode; more are refused.
 */
export function recursive<T>(resolve: () => ScaleType<T>, maxNesting = MAX_NESTING): ScaleType<T> {
  const codec: Codec<T> = {
    write: (out, value) => resolve().codec.write(out, value),
    read: (input) => input.nested(maxNesting, () => resolve().codec.read(input)),
    minBytes: 1,
  };
  return new RecursiveType(codec, resolve);
}

/** Stands for the type that it resolves to, also in the registry. */
export class RecursiveType<T> extends ScaleType<T> {
  readonly resolve: () => ScaleType<T>;

  constructor(codec: Codec<T>, resolve: () => ScaleType<T>) {
    super(codec, () => resolve().definition);
    this.resolve = resolve;
  }
}
