import type { Descriptor, Fields, Type } from "./descriptor.js";
import { expectationOf } from "./expectation.js";
import { toPlain } from "./to-plain.js";

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly [key: string]: unknown };

/** The schema of the plain form of a type. */
export function schemaOf(type: Type): JsonSchema {
  const t: Descriptor = type;
  const description = expectationOf(type);
  switch (t.kind) {
    case "integer":
      return { type: "integer", minimum: t.min, maximum: t.max };
    case "big":
      return { type: "string", pattern: t.signed ? "^-?\\d+$" : "^\\d+$", description };
    case "amount":
      return { type: "string", pattern: "^\\d+(\\.\\d{1,9})?$", description };
    case "account":
      return { type: "string", minLength: 47, maxLength: 48, description };
    case "fraction":
      return { type: "number", minimum: 0, maximum: 1, description };
    case "number":
      return { type: "number" };
    case "boolean":
      return { type: "boolean" };
    case "text":
      return { type: "string", ...(t.maxBytes === undefined ? {} : { maxLength: t.maxBytes }) };
    case "bytes":
      return { type: "string", pattern: `^0x([0-9a-f]{2}){${t.minLength},${t.maxLength}}$`, description };
    case "hash":
      return { type: "string", pattern: `^0x[0-9a-f]{${2 * t.length}}$`, description };
    case "ip":
      return { type: "string", description };
    case "enum":
      return { enum: t.values };
    case "list":
      return { type: "array", items: schemaOf(t.of), ...(t.maxItems === undefined ? {} : { maxItems: t.maxItems }) };
    case "column":
      return { type: "array", items: t.array === "u64" ? { type: "string", pattern: "^\\d+$" } : { type: "number" } };
    case "struct":
      return schemaOfFields(t.fields);
    case "maybe":
      return { anyOf: [schemaOf(t.of), { type: "null" }] };
    case "call":
      return { type: ["object", "string"], description };
    case "any":
      return {};
  }
}

/** An object with these fields and no others. */
export function schemaOfFields(fields: Fields): JsonSchema {
  const entries = Object.entries(fields);
  return {
    type: "object",
    properties: Object.fromEntries(
      entries.map(([key, { type, help, presence, default: value }]) => [
        key,
        {
          ...schemaOf(type),
          description: help,
          ...(presence === "defaulted" ? { default: toPlain(type, value) } : {}),
        },
      ]),
    ),
    required: entries.filter(([, { presence }]) => presence === "required").map(([key]) => key),
    additionalProperties: false,
  };
}
