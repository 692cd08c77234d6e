declare const value: unique symbol;

/** What an integer or an address stands for: tools offer completion and checks by it. */
export type Role =
  | "netuid"
  | "uid"
  | "mechanism"
  | "block"
  | "blocks"
  | "epochs"
  | "round"
  | "version"
  | "port"
  | "count"
  | "index";

/** The shapes that arguments and results have; plain data, so that a catalogue can carry them. */
export type Descriptor =
  | { readonly kind: "integer"; readonly min: number; readonly max: number; readonly role?: Role }
  | { readonly kind: "big"; readonly bits: 64 | 128; readonly signed?: true; readonly role?: Role }
  | { readonly kind: "amount"; readonly unit: "tao" | "alpha" | "tao per alpha" }
  | { readonly kind: "account"; readonly role: "hotkey" | "coldkey" | "account" }
  | { readonly kind: "fraction"; readonly bits: 16 | 64 }
  | { readonly kind: "number" }
  | { readonly kind: "boolean" }
  | { readonly kind: "text"; readonly maxBytes?: number }
  | { readonly kind: "bytes"; readonly minLength: number; readonly maxLength: number }
  | { readonly kind: "hash"; readonly length: 20 | 32 }
  | { readonly kind: "ip" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "list"; readonly of: Type; readonly maxItems?: number }
  | { readonly kind: "column"; readonly array: keyof ColumnArrays }
  | { readonly kind: "struct"; readonly fields: Fields }
  | { readonly kind: "maybe"; readonly of: Type }
  | { readonly kind: "call" }
  | { readonly kind: "any" };

export type Kind = Descriptor["kind"];

/** The columns that results have; u64 columns may hold amounts. */
export interface ColumnArrays {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly u64: BigUint64Array;
  readonly f64: Float64Array;
}

/** A descriptor that the compiler knows the values of. */
export type Type<T = unknown> = Descriptor & { readonly [value]?: () => T };

export type TypeOf<X> = X extends { readonly [value]?: () => infer T } ? T : never;

export type Presence = "required" | "optional" | "defaulted";

/** One named value of a struct, or one argument of an operation. */
export interface Field<T = unknown, P extends Presence = Presence> {
  readonly type: Type<T>;
  /** A clause without a full stop, with the unit where the type does not say it. */
  readonly help: string;
  readonly presence: P;
  /** As people write it; for `defaulted` fields. */
  readonly default?: T;
}

export type Fields = Readonly<Record<string, Field>>;

type KeysOf<F extends Fields, P extends Presence> = {
  [K in keyof F]: F[K]["presence"] extends P ? K : never;
}[keyof F];

type Flat<T> = { [K in keyof T]: T[K] };

/** What a caller gives: optional and defaulted fields may be absent. */
export type Given<F extends Fields> = Flat<
  { readonly [K in KeysOf<F, "required">]: TypeOf<F[K]["type"]> } & {
    readonly [K in KeysOf<F, "optional" | "defaulted">]?: TypeOf<F[K]["type"]> | undefined;
  }
>;

/** What an operation works with, after checks: defaults are filled in. */
export type Checked<F extends Fields> = Flat<
  { readonly [K in KeysOf<F, "required" | "defaulted">]: TypeOf<F[K]["type"]> } & {
    readonly [K in KeysOf<F, "optional">]: TypeOf<F[K]["type"]> | undefined;
  }
>;

/** A call inside a call: an operation of this registry, a call by the chain's names, or its encoding. */
export type CallValue =
  | { readonly operation: string; readonly arguments: Readonly<Record<string, unknown>> }
  | CallSpec
  | Uint8Array;

/** A call by the chain's own names. Calls inside it are specs again. */
export interface CallSpec {
  /** `SubtensorModule.add_stake`. */
  readonly call: string;
  /** By the chain's names, `amount_staked`; texts and bytes as `Uint8Array`. */
  readonly args: Readonly<Record<string, unknown>>;
}
