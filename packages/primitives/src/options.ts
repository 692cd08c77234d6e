import { CodedError } from "./errors.js";

/**
 * The configuration of an app, declared once. Types, environment names, flags, checks and the reference page come from the table.
 * Keys are camelCase; the flag of `maxBodyBytes` is `--max-body-bytes`. Secrets have `secret: true` and are never flags.
 */
export interface OptionSpec {
  readonly kind: "string" | "integer" | "number" | "port" | "boolean" | "list";
  readonly help: string;
  readonly env: string;
  readonly default?: string | number | boolean | readonly string[];
  /** May be absent: the resolved value is then `undefined`. Without it and without a default, the option is required. */
  readonly optional?: boolean;
  readonly secret?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** Beside the choices, the path of a file is taken: whatever has a slash or a dot. */
  readonly orPath?: boolean;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

type ValueOf<K extends OptionSpec["kind"]> = K extends "string"
  ? string
  : K extends "boolean"
    ? boolean
    : K extends "list"
      ? readonly string[]
      : number;

/** The resolved configuration of a table: every value present, except optional ones. */
export type Resolved<T extends OptionTable> = {
  readonly [K in keyof T]: T[K] extends { optional: true } ? ValueOf<T[K]["kind"]> | undefined : ValueOf<T[K]["kind"]>;
};

export interface OptionSources {
  /** Parsed flags by camelCase name; strings, booleans or absent. They win over the environment. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export type OptionErrorData = {
  readonly code: "options/missing" | "options/invalid" | "options/unknown";
  readonly option: string;
};

/** `maxBodyBytes` → `max-body-bytes`. */
export const flagName = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Resolves flags, then environment, then defaults.
 * @throws `options/missing`, `options/invalid` or `options/unknown`, naming the flag, the value and the remedy.
 */
export function resolveOptions<T extends OptionTable>(table: T, { flags = {}, env = {} }: OptionSources): Resolved<T> {
  for (const key of Object.keys(flags)) {
    if (!(key in table))
      throw optionError("options/unknown", key, `There is no option --${flagName(key)}.`, "See --help for the list.");
  }
  const resolved = Object.entries(table).map(([key, spec]) => [
    key,
    resolveOne(key, spec, flags[key] ?? env[spec.env]),
  ]);
  return Object.fromEntries(resolved) as Resolved<T>;
}

function resolveOne(key: string, spec: OptionSpec, given: unknown): unknown {
  if (given !== undefined && given !== "") return parseOption(key, spec, given);
  if (spec.default !== undefined) return spec.default;
  if (spec.optional) return undefined;
  const where = spec.secret ? `Set ${spec.env}.` : `Give --${flagName(key)} or set ${spec.env}.`;
  throw optionError("options/missing", key, `--${flagName(key)} is required: ${spec.help}.`, where);
}

function parseOption(key: string, spec: OptionSpec, given: unknown): unknown {
  switch (spec.kind) {
    case "boolean":
      if (given === true || given === "true" || given === "1") return true;
      if (given === false || given === "false" || given === "0") return false;
      return invalidOption(key, given, "true or false");
    case "list":
      return (Array.isArray(given) ? given.map(String) : String(given).split(","))
        .map((item) => item.trim())
        .filter(Boolean);
    case "string":
      if (!isChoice(spec, String(given)))
        return invalidOption(key, given, [...(spec.choices ?? []), ...(spec.orPath ? ["a path"] : [])].join(", "));
      return String(given);
    default:
      return parseNumber(key, spec, given);
  }
}

const isChoice = ({ choices, orPath }: OptionSpec, given: string): boolean =>
  choices === undefined || choices.includes(given) || (orPath === true && /[/\\.]/.test(given));

function parseNumber(key: string, spec: OptionSpec, given: unknown): number {
  const value = typeof given === "number" ? given : Number(String(given));
  const min = spec.min ?? (spec.kind === "port" ? 0 : Number.NEGATIVE_INFINITY);
  const max = spec.max ?? (spec.kind === "port" ? 65_535 : Number.POSITIVE_INFINITY);
  const whole = spec.kind === "number" || Number.isInteger(value);
  if (!Number.isFinite(value) || !whole || value < min || value > max) {
    const range = Number.isFinite(min) || Number.isFinite(max) ? ` from ${min} to ${max}` : "";
    return invalidOption(key, given, `${spec.kind === "number" ? "a number" : "a whole number"}${range}`);
  }
  return value;
}

function invalidOption(key: string, given: unknown, expected: string): never {
  throw optionError("options/invalid", key, `--${flagName(key)} is "${String(given)}".`, `It takes ${expected}.`);
}

function optionError(
  code: OptionErrorData["code"],
  option: string,
  message: string,
  remedy: string,
): CodedError<OptionErrorData> {
  return new CodedError({ code, option }, message, { remedy });
}
