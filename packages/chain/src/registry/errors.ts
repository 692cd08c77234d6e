import { CodedError } from "@taostack/primitives";

export type OperationErrorData =
  | { readonly code: "operations/unknown"; readonly operation: string }
  | { readonly code: "operations/missing"; readonly field: string }
  | { readonly code: "operations/unknown_argument"; readonly field: string }
  | { readonly code: "operations/invalid"; readonly field: string; readonly value: string; readonly expected: string };

const operationError = <D extends OperationErrorData>(data: D, message: string, remedy: string) =>
  new CodedError<D>(data, message, { remedy });

/** @param near - Names that were perhaps meant. */
export const unknownOperation = (operation: string, near: readonly string[]) =>
  operationError(
    { code: "operations/unknown", operation },
    `There is no operation "${operation}".`,
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "The catalogue lists all operations.",
  );

export const missingArgument = (field: string, help: string) =>
  operationError({ code: "operations/missing", field }, `${field} is required: ${help}.`, `Give ${field}.`);

export const unknownArgument = (field: string, known: readonly string[]) =>
  operationError(
    { code: "operations/unknown_argument", field },
    `There is no argument "${field}".`,
    known.length > 0 ? `The arguments are ${known.join(", ")}.` : "It takes no arguments.",
  );

/** @param expected - Completes "It takes …". */
export const invalidArgument = (field: string, given: unknown, expected: string) => {
  const value = show(given);
  return operationError(
    { code: "operations/invalid", field, value, expected },
    `${field} is ${value}.`,
    `It takes ${expected}.`,
  );
};

function show(given: unknown): string {
  if (typeof given === "string") return JSON.stringify(given.slice(0, 80));
  if (typeof given === "bigint") return `${given}n`;
  if (given instanceof Uint8Array) return `${given.length} bytes`;
  try {
    return JSON.stringify(given)?.slice(0, 80) ?? String(given);
  } catch {
    return typeof given;
  }
}
