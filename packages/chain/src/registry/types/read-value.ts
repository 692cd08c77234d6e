import { fromHex, isAddress, isCodedError, parseTao, rao, toHex } from "@taostack/primitives";
import { invalidArgument, missingArgument, unknownArgument } from "../errors.js";
import type { CallValue, Descriptor, Field, Fields, Kind, Type } from "./descriptor.js";
import { expectationOf } from "./expectation.js";
import { readFraction } from "./read-fraction.js";

/** Where a value stands, and in which form it was written. */
export interface Place {
  /** `children[0].proportion`. */
  readonly field: string;
  /**
   * `plain`: as a person or a program without types writes it: amounts in TAO, fractions as 0.18 or 18 %, lists as texts with
   * commas, objects as JSON. `typed`: as the compiler wants it.
   */
  readonly form: "plain" | "typed";
  /** Reads a call that is an argument. @throws as `readFields`. */
  readonly readCall: (given: unknown, place: Place) => CallValue;
}

type Of<K extends Kind> = Extract<Descriptor, { readonly kind: K }>;
type Reader<K extends Kind> = (type: Of<K>, given: unknown, place: Place) => unknown;

/** `undefined` from a reader: the value does not fit. */
const readers: { readonly [K in Kind]: Reader<K> } = {
  integer: ({ min, max }, given) => {
    const whole = typeof given === "string" && /^-?\d{1,16}$/.test(given.trim()) ? Number(given) : given;
    return typeof whole === "number" && Number.isSafeInteger(whole) && whole >= min && whole <= max ? whole : undefined;
  },
  big: ({ bits, signed }, given) => {
    const whole = bigOf(given);
    if (whole === undefined) return undefined;
    return (signed ? BigInt.asIntN : BigInt.asUintN)(bits, whole) === whole ? whole : undefined;
  },
  amount: (_, given, { form }) => {
    if (typeof given === "bigint") return attempt(() => rao(given));
    return form === "plain" ? readAmount(given) : undefined;
  },
  account: (_, given) => (typeof given === "string" && isAddress(given.trim()) ? given.trim() : undefined),
  fraction: ({ bits }, given, { form }) => readFraction(bits, given, form),
  number: (_, given) => (Number.isFinite(Number(given)) && given !== "" ? Number(given) : undefined),
  boolean: (_, given) => {
    if (typeof given === "boolean") return given;
    const word = String(given).toLowerCase();
    return /^(true|yes|1)$/.test(word) ? true : /^(false|no|0)$/.test(word) ? false : undefined;
  },
  text: ({ maxBytes = Number.POSITIVE_INFINITY }, given) =>
    typeof given === "string" && new TextEncoder().encode(given).length <= maxBytes ? given : undefined,
  bytes: ({ minLength, maxLength }, given) => {
    const found = given instanceof Uint8Array ? given : hexOf(given);
    return found && found.length >= minLength && found.length <= maxLength ? found : undefined;
  },
  hash: ({ length }, given) => {
    const found = given instanceof Uint8Array ? given : hexOf(given);
    return found?.length === length ? toHex(found) : undefined;
  },
  ip: (_, given) => (typeof given === "string" && isIp(given) ? given : undefined),
  enum: ({ values }, given) => values.find((each) => each.toLowerCase() === String(given).toLowerCase()),
  list: (type, given, place) => readList(type, given, place),
  column: (_, given) => (ArrayBuffer.isView(given) ? given : undefined),
  struct: ({ fields }, given, place) => {
    const found = typeof given === "string" ? objectOf(given, Object.keys(fields)) : given;
    if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
    return readFields(fields, found as Record<string, unknown>, { ...place, field: `${place.field}.` });
  },
  maybe: ({ of }, given, place) => readValue(of, given, place),
  call: (_, given, place) => place.readCall(typeof given === "string" ? (jsonOf(given) ?? given) : given, place),
  any: (_, given) => given,
};

/** @throws `operations/invalid`, naming the field, the value and what it takes. */
export function readValue(type: Type, given: unknown, place: Place): unknown {
  if (type.kind === "maybe" && (given === undefined || given === null)) return undefined;
  const value = (readers[type.kind] as Reader<Kind>)(type, given, place);
  if (value === undefined && type.kind !== "any") throw invalidArgument(place.field, given, expectationOf(type));
  return value;
}

/** The values of fields, defaults filled in. @throws `operations/missing`, `operations/unknown_argument`, `operations/invalid`. */
export function readFields(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
  place: Place,
): Record<string, unknown> {
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(fields, key) && value !== undefined)
      throw unknownArgument(`${place.field}${key}`, Object.keys(fields));
  }
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      readField(field, Object.hasOwn(given, key) ? given[key] : undefined, {
        ...place,
        field: `${place.field}${key}`,
      }),
    ]),
  );
}

function readField(field: Field, given: unknown, place: Place): unknown {
  if (given !== undefined && given !== null && !(given === "" && field.type.kind !== "text")) {
    return readValue(field.type, given, place);
  }
  if (field.presence === "defaulted") return field.default;
  if (field.presence === "optional") return undefined;
  throw missingArgument(place.field, field.help);
}

function readList({ of, maxItems = 100_000 }: Of<"list">, given: unknown, place: Place): unknown {
  const items = typeof given === "string" ? itemsOf(given) : given;
  const all = Array.isArray(items) || ArrayBuffer.isView(items) ? Array.from(items as ArrayLike<unknown>) : undefined;
  if (all === undefined || all.length > maxItems) return undefined;
  return all.map((item, index) => readValue(of, item, { ...place, field: `${place.field}[${index}]` }));
}

/** `1,2,3`, or a JSON array. */
function itemsOf(text: string): unknown {
  if (text.trim().startsWith("[")) return jsonOf(text);
  return text.trim() === "" ? [] : text.split(",").map((item) => item.trim());
}

/** A JSON object, or the fields in their order with colons between: `0.5:5Grw…`. */
function objectOf(text: string, keys: readonly string[]): unknown {
  if (text.trim().startsWith("{")) return jsonOf(text);
  const parts = text.split(":");
  return parts.length === keys.length ? Object.fromEntries(keys.map((key, index) => [key, parts[index]])) : undefined;
}

function readAmount(given: unknown): unknown {
  if (typeof given !== "string" && typeof given !== "number") return undefined;
  const text = String(given).trim();
  const [, units] = /^(\d+) ?rao$/.exec(text) ?? [];
  return attempt(() => (units === undefined ? parseTao(text) : rao(BigInt(units))));
}

function bigOf(given: unknown): bigint | undefined {
  if (typeof given === "bigint") return given;
  if (typeof given === "number") return Number.isSafeInteger(given) ? BigInt(given) : undefined;
  return typeof given === "string" && /^-?\d{1,40}$/.test(given.trim()) ? BigInt(given.trim()) : undefined;
}

const hexOf = (given: unknown): Uint8Array | undefined =>
  typeof given === "string" ? attempt(() => fromHex(given.trim())) : undefined;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The URL parser knows every spelling of an address, and some of host names, which are not addresses. */
const isIp = (text: string): boolean =>
  text.includes(":") ? URL.canParse(`http://[${text}]`) : /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/.test(text);

/** A refusal of the vocabulary becomes a refusal of the argument, which names it. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
