/** A runtime's description of itself, in what versions 14, 15 and 16 have in common. Types are named by their place in `types`. */
export interface Metadata {
  readonly types: readonly TypeEntry[];
  readonly pallets: readonly Pallet[];
  readonly extrinsic: ExtrinsicFormat;
  /** None in version 14. */
  readonly apis: readonly RuntimeApi[];
}

export interface TypeEntry {
  /** `sp_core::crypto::AccountId32`; empty for those without a name. */
  readonly path: string;
  readonly def: TypeDef;
}

export type TypeDef =
  | { readonly kind: "composite"; readonly fields: readonly Field[] }
  | { readonly kind: "variant"; readonly variants: readonly Variant[] }
  | { readonly kind: "sequence"; readonly of: number }
  | { readonly kind: "array"; readonly of: number; readonly length: number }
  | { readonly kind: "tuple"; readonly of: readonly number[] }
  | { readonly kind: "primitive"; readonly name: Primitive }
  | { readonly kind: "compact"; readonly of: number }
  | { readonly kind: "bits" };

export const PRIMITIVES = [
  ...(["Bool", "Char", "Str"] as const),
  ...(["U8", "U16", "U32", "U64", "U128", "U256"] as const),
  ...(["I8", "I16", "I32", "I64", "I128", "I256"] as const),
] as const;
export type Primitive = (typeof PRIMITIVES)[number];

export interface Field {
  readonly name: string | undefined;
  readonly type: number;
}

export interface Variant {
  readonly name: string;
  /** On the wire. */
  readonly index: number;
  readonly fields: readonly Field[];
  readonly docs: readonly string[];
}

export interface Pallet {
  readonly name: string;
  readonly index: number;
  /** What the keys of its storage begin with. */
  readonly prefix: string;
  readonly storage: readonly StorageEntry[];
  /** Enums, by their types. */
  readonly calls: number | undefined;
  readonly errors: number | undefined;
  readonly constants: readonly Constant[];
}

export const HASHERS = [
  ...(["Blake2_128", "Blake2_256", "Blake2_128Concat"] as const),
  ...(["Twox128", "Twox256", "Twox64Concat", "Identity"] as const),
] as const;
export type Hasher = (typeof HASHERS)[number];

export interface StorageEntry {
  readonly name: string;
  readonly optional: boolean;
  /** None for a plain value; one for each part of a map's key. */
  readonly hashers: readonly Hasher[];
  /** Of a map's key: a tuple if there are several parts. */
  readonly key: number | undefined;
  readonly value: number;
  /** The encoding of the default. */
  readonly fallback: Uint8Array;
}

export interface Constant {
  readonly name: string;
  readonly type: number;
  readonly value: Uint8Array;
}

export interface RuntimeApi {
  readonly name: string;
  readonly methods: readonly ApiMethod[];
}

export interface ApiMethod {
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly type: number }[];
  readonly output: number;
}

export interface ExtrinsicFormat {
  /** The oldest that the chain takes. */
  readonly version: number;
  readonly extensions: readonly TransactionExtension[];
}

/** What a transaction carries beside its call, and what it signs beyond that. */
export interface TransactionExtension {
  readonly name: string;
  readonly type: number;
  readonly implicit: number;
}
