import type { Schema } from "./catalogue.js";
import { shapeOf } from "./shape.js";

/** What stands in a form's fields: texts as they were typed, in the shape of the schema. Choices of many are lists of texts. */
export type Draft = string | readonly Draft[] | { readonly [name: string]: Draft };

export const isFields = (draft: Draft): draft is { readonly [name: string]: Draft } =>
  typeof draft === "object" && !Array.isArray(draft);
export const asText = (draft: Draft): string => (typeof draft === "string" ? draft : "");
export const asList = (draft: Draft): readonly Draft[] => (Array.isArray(draft) ? draft : []);
export const fieldOf = (draft: Draft, name: string): Draft => (isFields(draft) ? (draft[name] ?? "") : "");

/** The form before anything is typed. */
export function emptyDraft(schema: Schema): Draft {
  const shape = shapeOf(schema);
  if (shape === "rows" || shape === "choices") return [];
  if (shape !== "object") return "";
  return mapFields(schema, (_, property) => emptyDraft(property));
}

/** The form that has `value`, which is plain JSON or a text as on a command line. */
export function draftOf(schema: Schema, value: unknown): Draft {
  if (value === undefined || value === null) return emptyDraft(schema);
  const shape = shapeOf(schema);
  const { items = {} } = schema;
  switch (shape) {
    case "object": {
      const given = objectIn(value);
      return mapFields(schema, (name, property) => draftOf(property, given[name]));
    }
    case "rows":
      return listIn(value).map((item) => draftOf(items, item));
    case "choices":
      return listIn(value).map(String);
    case "lines":
      return listIn(value).map(textOf).join("\n");
    default:
      return textOf(value);
  }
}

/** The value that a draft stands for, as the gateway takes it; undefined where nothing was typed. */
export function typedValue(schema: Schema, draft: Draft): unknown {
  const { items = {} } = schema;
  switch (shapeOf(schema)) {
    case "object": {
      const given = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
        const value = typedValue(property, fieldOf(draft, name));
        return value === undefined ? [] : [[name, value] as const];
      });
      return given.length === 0 ? undefined : Object.fromEntries(given);
    }
    case "rows": {
      const rows = asList(draft).map((row) => typedValue(items, row) ?? {});
      return rows.length === 0 ? undefined : rows;
    }
    case "choices":
      return asList(draft).length === 0 ? undefined : draft;
    case "lines": {
      const lines = linesOf(items, asText(draft));
      return lines.length === 0 ? undefined : lines.map((line) => typedValue(items, line));
    }
    default:
      return scalarOf(schema, asText(draft));
  }
}

/** One item a line; where items cannot hold commas, these part them as well. */
export const linesOf = (items: Schema, text: string): string[] =>
  text
    .split(shapeOf(items) === "json" ? /\n/ : /[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

function scalarOf(schema: Schema, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  switch (shapeOf(schema)) {
    case "flag":
      return trimmed === "true" ? true : trimmed === "false" ? false : trimmed;
    case "number":
      return /^-?\d{1,15}(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
    case "json":
      return jsonIn(trimmed);
    default:
      return schema.pattern === undefined && schema.minLength === undefined ? text : trimmed;
  }
}

/** Numbers that JSON's would round stay texts. */
function jsonIn(text: string): unknown {
  if (/^-?\d{16,}$/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const text = String(value).trim();
  if (text.startsWith("[")) {
    const parsed = jsonIn(text);
    if (Array.isArray(parsed)) return parsed;
  }
  return text === "" ? [] : text.split(",");
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  const found = typeof value === "string" ? jsonIn(value) : value;
  return typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
}

const textOf = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

const mapFields = (schema: Schema, work: (name: string, property: Schema) => Draft): Draft =>
  Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, work(name, property)]));
