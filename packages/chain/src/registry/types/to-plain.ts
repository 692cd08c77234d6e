import { toHex } from "@taostack/primitives";
import type { Descriptor, Type } from "./descriptor.js";

/**
 * A result, or an argument, as JSON can hold it, in the form in which arguments are written: amounts as texts in TAO or alpha
 * (`"1.5"`), fractions as numbers from 0 to 1, wide integers as texts, bytes as hex.
 */
export function toPlain(type: Type, value: unknown): unknown {
  const t: Descriptor = type;
  if (value === undefined || value === null) return null;
  switch (t.kind) {
    case "amount":
      return amountText(value as bigint);
    case "fraction":
      return t.bits === 16 ? Number(value) / 65_535 : Number(value) / Number((1n << 64n) - 1n);
    case "list":
      return Array.from(value as Iterable<unknown>, (item) => toPlain(t.of, item));
    case "column":
      return Array.from(value as Iterable<unknown>, plainAny);
    case "struct":
      return Object.fromEntries(
        Object.entries(t.fields).map(([key, field]) => [
          key,
          toPlain(field.type, (value as Record<string, unknown>)[key]),
        ]),
      );
    case "maybe":
      return toPlain(t.of, value);
    default:
      return plainAny(value);
  }
}

/** Nine decimals at most, none that are zero at the end, no thousands, so that it can be read again. */
function amountText(units: bigint): string {
  const decimals = (units % 1_000_000_000n).toString().padStart(9, "0").replace(/0+$/, "");
  return `${units / 1_000_000_000n}${decimals === "" ? "" : `.${decimals}`}`;
}

/** What has no type: wide integers as texts, bytes as hex. */
export function plainAny(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return toHex(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Iterable<unknown>, plainAny);
  if (Array.isArray(value)) return value.map(plainAny);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainAny(item)]));
}
