import { isCodedError, toHex } from "@taostack/primitives";

const MAX_DEPTH = 5;
const MAX_ITEMS = 50;
const MAX_TEXT = 2_000;
const REDACTED = "[redacted]";

/** Fields whose value is never written, at any depth: whole names, or names that end so (`walletPassword`, `x_api_key`). */
const secretName =
  /(password|passphrase|mnemonic|secret|private_?key|secret_?key|api_?key|authorization|cookie|access_?token)$|^(seed|suri|phrase)$/i;
/** Keys that people paste into a message: ours, and those of OpenAI's shape. */
const secretText = /\b(sk-[A-Za-z0-9-]{3})[A-Za-z0-9_-]{8,}/g;

/**
 * What a log line carries for `value`: JSON with secrets replaced, bigints as decimal strings, bytes as hex, errors with code,
 * cause and stack; depth, length and item count bounded, cycles cut by the depth.
 */
export function logValue(value: unknown, depth = 0): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string") return hideKeys(value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value);
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array)
    return toHex(value.subarray(0, MAX_ITEMS)) + (value.length > MAX_ITEMS ? `…(${value.length})` : "");
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (depth >= MAX_DEPTH) return "…";
  if (value instanceof Error) return errorValue(value, depth);
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => logValue(item, depth + 1));
  return logFields(value as Readonly<Record<string, unknown>>, depth);
}

/** The same for an object's fields, by name. */
export function logFields(fields: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .slice(0, MAX_ITEMS)
      .map(([name, value]) => [name, secretName.test(name) ? REDACTED : logValue(value, depth + 1)]),
  );
}

function errorValue(error: Error, depth: number): Record<string, unknown> {
  return {
    message: hideKeys(error.message),
    ...(isCodedError(error)
      ? logFields(error.data as unknown as Record<string, unknown>, depth)
      : { type: error.name }),
    ...(error.cause === undefined ? {} : { cause: logValue(error.cause, depth + 1) }),
    stack: hideKeys(error.stack?.split("\n").slice(1, 8).join("\n") ?? ""),
  };
}

const hideKeys = (text: string): string => text.replace(secretText, "$1…");
