import type { Schema } from "./catalogue.js";
import { type Draft, fieldOf, typedValue } from "./draft.js";
import { shapeOf } from "./shape.js";

/** A value as one word of a command line, which reads back as the same: `1,2,3` for plain lists, JSON for what is nested. */
export function plainText({ items }: Schema, value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  // A list of anything keeps its numbers numbers.
  if (items && shapeOf(items) === "json") return JSON.stringify(value);
  const isPlain = (item: unknown) => typeof item !== "object" && /^[^,[]+$/.test(String(item).trim());
  return Array.isArray(value) && value.every(isPlain) ? value.join(",") : JSON.stringify(value);
}

/** Each argument that was typed, in the order of the form. */
export const typedArguments = (schema: Schema, draft: Draft): (readonly [name: string, text: string])[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const value = typedValue(property, fieldOf(draft, name));
    return value === undefined ? [] : [[name, plainText(property, value)] as const];
  });
