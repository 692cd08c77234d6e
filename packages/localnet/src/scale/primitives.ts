import { scaleError } from "./errors.js";
import type { Reader } from "./reader.js";
import { type PrimitiveName, ScaleType, structural } from "./type.js";
import type { Writer } from "./writer.js";

function primitive<T>(
  name: PrimitiveName,
  minBytes: number,
  read: (input: Reader) => T,
  write: (out: Writer, value: T) => void,
): ScaleType<T> {
  return new ScaleType({ read, write, minBytes }, () => structural({ kind: "primitive", name }));
}

function refuseNumber(name: string, value: unknown): never {
  throw scaleError("localnet/scale_invalid", `${String(value)} is not a ${name}`);
}

function small(bits: 8 | 16 | 32, signed: boolean): ScaleType<number> {
  const name = `${signed ? "i" : "u"}${bits}` as const;
  const min = signed ? -(2 ** (bits - 1)) : 0;
  const max = 2 ** (signed ? bits - 1 : bits) - 1;
  const write = (out: Writer, value: number): void => {
    if (!Number.isInteger(value) || value < min || value > max) refuseNumber(name, value);
    out[`u${bits}`](value < 0 ? value + 2 ** bits : value);
  };
  return primitive(name, bits / 8, (input) => input[name](), write);
}

function large(bits: 64 | 128 | 256, signed: boolean): ScaleType<bigint> {
  const name = `${signed ? "i" : "u"}${bits}` as const;
  const min = signed ? -(1n << BigInt(bits - 1)) : 0n;
  const max = (1n << BigInt(signed ? bits - 1 : bits)) - 1n;
  const write = (out: Writer, value: bigint): void => {
    if (typeof value !== "bigint" || value < min || value > max) refuseNumber(name, value);
    out[`u${bits}`](BigInt.asUintN(bits, value));
  };
  const read = (input: Reader): bigint => {
    const raw = input[`u${bits}`]();
    return signed ? BigInt.asIntN(bits, raw) : raw;
  };
  return primitive(name, bits / 8, read, write);
}

export const u8 = small(8, false);
export const u16 = small(16, false);
export const u32 = small(32, false);
export const i8 = small(8, true);
export const i16 = small(16, true);
export const i32 = small(32, true);
/** 64 bits and more are `bigint`. */
export const u64 = large(64, false);
export const u128 = large(128, false);
export const u256 = large(256, false);
export const i64 = large(64, true);
export const i128 = large(128, true);

export const bool = primitive(
  "bool",
  1,
  (input) => {
    const byte = input.u8();
    if (byte > 1) throw scaleError("localnet/scale_invalid", `${byte} is not a boolean`);
    return byte === 1;
  },
  (out, value: boolean) => out.u8(value ? 1 : 0),
);

const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

/** A UTF-8 string with its compact length in bytes. */
export const str = primitive(
  "str",
  1,
  (input) => {
    const bytes = input.bytes(input.length(1));
    try {
      return decoder.decode(bytes);
    } catch {
      throw scaleError("localnet/scale_invalid", "a string is not UTF-8");
    }
  },
  (out, value: string) => {
    const bytes = encoder.encode(value);
    out.compact(bytes.length);
    out.bytes(bytes);
  },
);

/** `()`: takes no bytes. */
export const unit: ScaleType<undefined> = new ScaleType({ read: () => undefined, write: () => undefined }, () =>
  structural({ kind: "tuple", items: [] }),
);
