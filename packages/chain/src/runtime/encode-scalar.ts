import { concatBytes, decodeAddress, fromHex } from "@taostack/primitives";
import { lengthPrefixed } from "../encoding/scale.js";
import type { Primitive } from "./metadata/metadata.js";

const isHex = (text: string): boolean => /^0x([0-9a-f]{2})*$/i.test(text);

/** Bytes as such, in hex, or as a list of numbers; any other text is its UTF-8. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return isHex(value) ? fromHex(value) : new TextEncoder().encode(value);
  if (Array.isArray(value) && value.every((item) => Number.isInteger(item) && item >= 0 && item < 256))
    return Uint8Array.from(value as number[]);
  throw new TypeError(`${describe(value)} is not bytes`);
}

export function fixedBytes(value: unknown, length: number): Uint8Array {
  const bytes = bytesOf(value);
  if (bytes.length !== length) throw new RangeError(`${bytes.length} bytes where ${length} are expected`);
  return bytes;
}

/** An address, or 32 bytes. */
export const accountBytes = (value: unknown): Uint8Array =>
  typeof value === "string" && !isHex(value) ? decodeAddress(value) : fixedBytes(value, 32);

/** Numbers, bigints, and whole numbers as text. */
export function integerOf(value: unknown): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === "string" && /^(-?\d+|0x[0-9a-f]+)$/i.test(value)) return BigInt(value);
  throw new TypeError(`${describe(value)} is not a whole number`);
}

/** @throws `RangeError` for what does not fit. */
export function integerBytes(value: unknown, bits: number, signed = false): Uint8Array {
  const integer = integerOf(value);
  const fitting = signed ? BigInt.asIntN(bits, integer) : BigInt.asUintN(bits, integer);
  if (fitting !== integer) throw new RangeError(`${integer} does not fit into ${bits} bits`);
  const bytes = new Uint8Array(bits / 8);
  let left = BigInt.asUintN(bits, integer);
  for (let index = 0; index < bytes.length; index++, left >>= 8n) bytes[index] = Number(left & 255n);
  return bytes;
}

export function compactBytes(value: unknown, bits: number): Uint8Array {
  const integer = integerOf(value);
  integerBytes(integer, bits);
  if (integer < 1n << 6n) return integerBytes(integer << 2n, 8);
  if (integer < 1n << 14n) return integerBytes((integer << 2n) | 1n, 16);
  if (integer < 1n << 30n) return integerBytes((integer << 2n) | 2n, 32);
  const length = Math.max(4, Math.ceil(integer.toString(16).length / 2));
  return concatBytes(Uint8Array.of(((length - 4) << 2) | 3), integerBytes(integer, 8 * length));
}

export function primitiveBytes(value: unknown, name: Primitive): Uint8Array {
  if (name === "Str") return lengthPrefixed(new TextEncoder().encode(String(value)));
  if (name === "Char") return integerBytes(String(value).codePointAt(0), 32);
  if (name === "Bool") return Uint8Array.of(booleanOf(value) ? 1 : 0);
  return integerBytes(value, Number(name.slice(1)), name.startsWith("I"));
}

function booleanOf(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  throw new TypeError(`${describe(value)} is neither true nor false`);
}

/** For messages. */
export const describe = (value: unknown): string =>
  typeof value === "string"
    ? `"${value.slice(0, 80)}"`
    : typeof value === "object"
      ? value === null
        ? "null"
        : "an object"
      : String(value);
