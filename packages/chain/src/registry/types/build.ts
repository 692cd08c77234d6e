import type { Rao } from "@taostack/primitives";
import type { CallValue, Checked, ColumnArrays, Field, Fields, Role, Type, TypeOf } from "./descriptor.js";

// The words that operations are declared with.

const whole = (max: number, role?: Role, min = 0): Type<number> => ({
  kind: "integer",
  min,
  max,
  ...(role === undefined ? {} : { role }),
});

const U32 = 2 ** 32 - 1;

export const u8 = whole(255);
export const u16 = whole(65_535);
export const u32 = whole(U32);
export const i16: Type<number> = { kind: "integer", min: -32_768, max: 32_767 };
export const netuid = whole(65_535, "netuid");
export const uid = whole(65_535, "uid");
export const mechanism = whole(255, "mechanism");
export const port = whole(65_535, "port", 1);
/** Blocks are u32 or u64 on the chain, and always small enough for a number. */
export const blockNumber = whole(Number.MAX_SAFE_INTEGER, "block");
export const blocks = whole(Number.MAX_SAFE_INTEGER, "blocks");
export const blocks32 = whole(U32, "blocks");
export const epochs = whole(Number.MAX_SAFE_INTEGER, "epochs");
export const count = whole(Number.MAX_SAFE_INTEGER, "count");
export const index = whole(U32, "index");
export const version = whole(U32, "version");

export const u64: Type<bigint> = { kind: "big", bits: 64 };
export const u128: Type<bigint> = { kind: "big", bits: 128 };
export const round: Type<bigint> = { kind: "big", bits: 64, role: "round" };
export const versionKey: Type<bigint> = { kind: "big", bits: 64, role: "version" };

export const tao: Type<Rao> = { kind: "amount", unit: "tao" };
export const alpha: Type<Rao> = { kind: "amount", unit: "alpha" };
/** Rao for one alpha, which is 10^9 units. */
export const price: Type<Rao> = { kind: "amount", unit: "tao per alpha" };

export const hotkey: Type<string> = { kind: "account", role: "hotkey" };
export const coldkey: Type<string> = { kind: "account", role: "coldkey" };
export const account: Type<string> = { kind: "account", role: "account" };

/** u16: 65535 is one. */
export const fraction: Type<number> = { kind: "fraction", bits: 16 };
/** u64: 2^64 − 1 is one. */
export const fraction64: Type<bigint> = { kind: "fraction", bits: 64 };
/** For reading; the chain's own value is exact and elsewhere. */
export const number: Type<number> = { kind: "number" };
export const boolean: Type<boolean> = { kind: "boolean" };
export const text: Type<string> = { kind: "text" };
export const textUpTo = (maxBytes: number): Type<string> => ({ kind: "text", maxBytes });
export const bytes = (minLength: number, maxLength = minLength): Type<Uint8Array> => ({
  kind: "bytes",
  minLength,
  maxLength,
});
/** Hex of 32 bytes. */
export const hash: Type<string> = { kind: "hash", length: 32 };
/** Hex of 20 bytes: an Ethereum address. */
export const evmAddress: Type<string> = { kind: "hash", length: 20 };
export const ip: Type<string> = { kind: "ip" };
export const call: Type<CallValue> = { kind: "call" };
/** Whatever the chain's own type asks for. */
export const any: Type<unknown> = { kind: "any" };

export const oneOf = <const V extends readonly string[]>(...values: V): Type<V[number]> => ({ kind: "enum", values });

export const list = <T extends Type>(of: T, maxItems?: number): Type<readonly TypeOf<T>[]> => ({
  kind: "list",
  of,
  ...(maxItems === undefined ? {} : { maxItems }),
});

export const column = <A extends keyof ColumnArrays>(array: A): Type<ColumnArrays[A]> => ({ kind: "column", array });

export const struct = <const F extends Fields>(fields: F): Type<Checked<F>> => ({ kind: "struct", fields });

/** For results: `undefined` where there is none. */
export const maybe = <T extends Type>(of: T): Type<TypeOf<T> | undefined> => ({ kind: "maybe", of });

export const required = <T extends Type>(type: T, help: string): Field<TypeOf<T>, "required"> => ({
  type: type as Type<TypeOf<T>>,
  help,
  presence: "required",
});

export const optional = <T extends Type>(type: T, help: string): Field<TypeOf<T>, "optional"> => ({
  type: type as Type<TypeOf<T>>,
  help,
  presence: "optional",
});

export const withDefault = <T extends Type>(
  type: T,
  value: TypeOf<T>,
  help: string,
): Field<TypeOf<T>, "defaulted"> => ({ type: type as Type<TypeOf<T>>, help, presence: "defaulted", default: value });
