import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CodedError } from "@taostack/primitives";
import { translation } from "./translation/index.js";
import type { AnyUnaryCommodity } from "./unary-commodity.js";
import { vision } from "./vision/index.js";

/** The built-in markets whose answers come in one message. */
export const unaryCommodities: readonly AnyUnaryCommodity[] = [translation, vision];

export type CommodityErrorData =
  | { readonly code: "commodities/module_not_found"; readonly path: string }
  | { readonly code: "commodities/module_failed"; readonly path: string }
  | {
      readonly code: "commodities/invalid_commodity";
      /** The first member that is missing or of the wrong kind. */
      readonly member: string;
      /** Of the module, if it came from one. */
      readonly path?: string;
    };

/**
 * The market that is meant: an object, the name of a built-in one, or the path of a module (relative to the working directory, or a
 * `file:` URL) whose default export is one. `undefined` for a bare name that no unary market of this package has.
 * @throws `commodities/module_not_found`, `commodities/module_failed`, `commodities/invalid_commodity`.
 */
export async function openCommodity(given: string | AnyUnaryCommodity): Promise<AnyUnaryCommodity | undefined> {
  if (typeof given !== "string") return checkCommodity(given);
  if (!/[/\\.]/.test(given)) return unaryCommodities.find(({ name }) => name === given);
  return checkCommodity(await importDefault(given), given);
}

async function importDefault(path: string): Promise<unknown> {
  const url = path.startsWith("file:") ? new URL(path) : pathToFileURL(resolve(path));
  if (!existsSync(fileURLToPath(url))) {
    throw new CodedError<CommodityErrorData>(
      { code: "commodities/module_not_found", path },
      `There is no module ${path.slice(0, 256)}.`,
      { remedy: "Give the path of a JavaScript module whose default export is a commodity, or a built-in name." },
    );
  }
  try {
    return ((await import(url.href)) as { readonly default?: unknown }).default;
  } catch (cause) {
    throw new CodedError<CommodityErrorData>(
      { code: "commodities/module_failed", path },
      `The module ${path.slice(0, 256)} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      { remedy: `See what "node ${path.slice(0, 256)}" says.`, cause },
    );
  }
}

/** Its members, with whether it may be absent. */
const members: readonly (readonly [
  name: keyof AnyUnaryCommodity,
  kind: "function" | "string" | "object",
  optional?: true,
])[] = [
  ["name", "string"],
  ["referenceModel", "string"],
  ["loadModel", "function"],
  ["createChallenge", "function"],
  ["createChallenges", "function", true],
  ["createWatch", "function", true],
  ["admit", "function", true],
  ["disguise", "function"],
  ["serve", "function"],
  ["ask", "function"],
  ["timingOf", "function"],
  ["verifyAnswer", "function"],
  ["scoreAnswer", "function"],
  ["messageBytes", "object", true],
];

/** The value itself, if it has what a commodity must have. @throws `commodities/invalid_commodity`, naming what is missing. */
export function checkCommodity(value: unknown, path?: string): AnyUnaryCommodity {
  if (typeof value !== "object" || value === null) throw invalid("default", "is no object", path);
  for (const [name, kind, optional] of members) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (member === undefined && optional) continue;
    if (member === undefined) throw invalid(name, "is missing", path);
    if (typeof member !== kind || member === null) throw invalid(name, `is no ${kind}`, path);
  }
  const commodity = value as AnyUnaryCommodity;
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(commodity.name))
    throw invalid("name", "has other characters than a-z 0-9 -", path);
  for (const side of ["request", "answer"] as const) {
    const bytes = commodity.messageBytes?.[side];
    const fits = bytes === undefined || (Number.isInteger(bytes) && bytes > 0 && bytes <= MOST_BYTES);
    if (!fits || (commodity.messageBytes && bytes === undefined)) {
      throw invalid(`messageBytes.${side}`, `is no whole number from 1 to ${MOST_BYTES}`, path);
    }
  }
  return commodity;
}

/** Of one message; the transport holds a few in memory for each call. */
const MOST_BYTES = 64 * 1024 * 1024;

function invalid(member: string, why: string, path: string | undefined): CodedError<CommodityErrorData> {
  const where = path === undefined ? "" : ` of ${path.slice(0, 256)}`;
  return new CodedError<CommodityErrorData>(
    { code: "commodities/invalid_commodity", member, ...(path === undefined ? {} : { path }) },
    member === "default"
      ? `The default export${where} ${why}.`
      : `The commodity${where} cannot be used: its ${member} ${why}.`,
    { remedy: "docs/own-commodity.md has the list of what a commodity is made of." },
  );
}
