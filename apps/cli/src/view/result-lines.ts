import type { Descriptor, Field, Fields, Type } from "@taostack/chain/operations";
import { plainAny } from "@taostack/chain/operations";
import type { Context } from "../context.js";
import type { Column } from "./format.js";

type Values = Readonly<Record<string, unknown>>;

/** The result of an operation for people: a struct as name and value, a list of structs as a table, lists one to a line. */
export function resultLines(context: Context, type: Type, value: unknown): string[] {
  const shape: Descriptor = type;
  if (value === undefined || value === null) return ["nothing"];
  if (shape.kind === "maybe") return resultLines(context, shape.of, value);
  if (shape.kind === "any") return JSON.stringify(plainAny(value), null, 2).split("\n");
  if (shape.kind === "struct" && isColumns(shape.fields)) return columnLines(context, shape.fields, value as Values);
  if (shape.kind === "struct") return structLines(context, Object.entries(shape.fields), value as Values);
  if (shape.kind !== "list") return [cellText(context, type, value)];
  const items = Array.from(value as Iterable<unknown>);
  if (items.length === 0) return ["none"];
  const item = plainShape(shape.of);
  if (item.kind !== "struct") return items.map((each) => cellText(context, shape.of, each));
  return tableLines(context, Object.entries(item.fields), items as (Values | undefined)[]);
}

const isColumn = (type: Type): boolean => type.kind === "column" || type.kind === "list";

const isColumns = (fields: Fields): boolean =>
  Object.values(fields).some(({ type }) => type.kind === "column") &&
  Object.values(fields).every(({ type }) => isColumn(type));

/** A struct of columns, one entry for each row. */
function columnLines(context: Context, fields: Fields, value: Values): string[] {
  const names = Object.keys(fields);
  const columns = names.map((name) => Array.from(value[name] as Iterable<unknown>, (each) => textOf(plainAny(each))));
  const rows = Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => columns.map((column) => column[row] ?? ""));
  const heads = names.map((name, index) => ({ head: wordsOf(name), optional: index >= KEPT_COLUMNS }));
  return rows.length === 0 ? ["none"] : context.table(heads, rows);
}

/** Columns that stay where the terminal is narrow. */
const KEPT_COLUMNS = 3;

function tableLines(
  context: Context,
  fields: readonly (readonly [string, Field])[],
  rows: readonly (Values | undefined)[],
): string[] {
  const columns = fields.map(
    ([name, { type }], index): Column => ({
      head: wordsOf(name),
      align: isNumber(type) ? "right" : "left",
      optional: index >= KEPT_COLUMNS,
    }),
  );
  return context.table(
    columns,
    rows.map((row) => fields.map(([name, { type }]) => cellText(context, type, row?.[name]))),
  );
}

/** Scalars first, then what is long, each under its name. */
function structLines(context: Context, fields: readonly (readonly [string, Field])[], value: Values): string[] {
  const long = fields.filter(([name, { type }]) => isLong(type, value[name]));
  const short = fields.filter((field) => !long.includes(field));
  const rows = short.map(([name, { type }]) => [wordsOf(name), cellText(context, type, value[name])]);
  const table = rows.length === 0 ? [] : context.table([{ head: "" }, { head: "" }], rows).slice(1);
  return [
    ...table,
    ...long.flatMap(([name, { type }]) => [
      "",
      wordsOf(name),
      ...resultLines(context, type, value[name]).map(indented),
    ]),
  ];
}

const indented = (line: string): string => `  ${line}`;

const plainShape = (type: Type): Descriptor => (type.kind === "maybe" ? plainShape(type.of) : type);

function isLong(type: Type, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  const shape = plainShape(type);
  return (
    shape.kind === "struct" ||
    (shape.kind === "list" && plainShape(shape.of).kind === "struct" && (value as unknown[]).length > 0)
  );
}

const isNumber = (type: Type): boolean =>
  ["integer", "big", "amount", "fraction", "number"].includes(plainShape(type).kind);

/** One value in one cell. */
function cellText(context: Context, type: Type, value: unknown): string {
  const shape: Descriptor = type;
  if (value === undefined || value === null) return "–";
  switch (shape.kind) {
    case "amount":
      return context.amount(value as bigint, shape.unit === "alpha" ? "α" : "τ");
    case "fraction":
      return `${Number(((Number(value) / (shape.bits === 16 ? 65_535 : 2 ** 64)) * 100).toFixed(4))} %`;
    case "boolean":
      return value ? "yes" : "no";
    case "maybe":
      return cellText(context, shape.of, value);
    case "list":
      return Array.from(value as Iterable<unknown>, (item) => cellText(context, shape.of, item)).join(", ") || "none";
    case "struct":
      return Object.entries(shape.fields)
        .map(([name, field]) => `${wordsOf(name)} ${cellText(context, field.type, (value as Values)[name])}`)
        .join("; ");
    case "column":
      return Array.from(value as Iterable<unknown>, String).join(", ");
    case "text":
    case "enum":
    case "account":
    case "hash":
      return String(value);
    default:
      return textOf(plainAny(value));
  }
}

const textOf = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** `alphaInEmission` is `alpha in emission`. */
export const wordsOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
