import type { Schema } from "./catalogue.js";

/** How a value is written in a form. */
export type Shape = "object" | "rows" | "choices" | "lines" | "choice" | "flag" | "number" | "json" | "text";

export function shapeOf(schema: Schema): Shape {
  const { type, properties, items } = schema;
  if (schema.enum) return "choice";
  if (properties) return "object";
  if (type === "array") return items?.properties ? "rows" : items?.enum ? "choices" : "lines";
  if (type === "boolean") return "flag";
  if (type === "integer" || type === "number") return "number";
  return type === "string" ? "text" : "json";
}

export const isAddress = ({ type, minLength }: Schema): boolean => type === "string" && minLength === 47;

/** Amounts and wide integers are texts of digits. */
export const isNumeric = ({ type, pattern = "" }: Schema): boolean =>
  type === "integer" || type === "number" || pattern.includes("\\d+");

/** Without the `null` that a value may be instead. */
export function bare(schema: Schema): Schema {
  const [inner] = schema.anyOf ?? [];
  return inner ? { ...inner, ...(schema.description ? { description: schema.description } : {}) } : schema;
}

/** `limitPrice` is "Limit price". */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Completes "It takes …". */
export function expectationOf(schema: Schema): string {
  const { minimum, maximum, type, pattern = "" } = schema;
  switch (shapeOf(schema)) {
    case "number": {
      const what = type === "integer" ? "a whole number" : "a number";
      if (minimum === undefined || maximum === undefined) return what;
      return maximum === Number.MAX_SAFE_INTEGER
        ? `${what}, at least ${minimum}`
        : `${what} from ${minimum} to ${maximum}`;
    }
    case "choice":
      return `one of ${schema.enum?.join(", ")}`;
    case "flag":
      return "true or false";
    case "json":
      return "JSON, or a text";
    case "lines":
    case "rows":
    case "choices":
      return schema.maxItems === undefined ? "a list" : `a list of at most ${schema.maxItems}`;
    case "text":
      if (isAddress(schema)) return "an ss58 address";
      if (pattern.startsWith("^0x")) return "bytes in hex";
      if (pattern.includes("\\.")) return "an amount with at most nine decimals";
      return pattern === "" ? "a text" : "a whole number";
    default:
      return "an object";
  }
}
