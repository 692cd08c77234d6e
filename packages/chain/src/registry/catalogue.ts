import { CALL_ERRORS } from "./call-errors.js";
import type { AnyOperation, SignedBy, Spends } from "./operation.js";
import { type GroupName, listOperations, registry } from "./registry.js";
import type { Fields } from "./types/descriptor.js";
import { expectationOf } from "./types/expectation.js";
import { type JsonSchema, schemaOf, schemaOfFields } from "./types/json-schema.js";
import { toPlain } from "./types/to-plain.js";

export interface CatalogueArgument {
  readonly name: string;
  readonly kind: string;
  /** What it stands for. */
  readonly help: string;
  /** What it takes, to complete "It takes …". */
  readonly takes: string;
  readonly required: boolean;
  /** Plain. */
  readonly default?: unknown;
}

/** One operation, as data: for help pages, forms and agents. It can be made JSON. */
export interface CatalogueEntry {
  /** `staking.add`. */
  readonly name: string;
  readonly group: GroupName;
  readonly kind: "read" | "write";
  readonly summary: string;
  /** Of a write. */
  readonly spends?: Spends;
  readonly signedBy?: SignedBy;
  readonly arguments: readonly CatalogueArgument[];
  /** JSON Schema of the plain arguments. */
  readonly schema: JsonSchema;
  /** JSON Schema of the plain result; of a write, of what it made, if anything. */
  readonly result?: JsonSchema;
  /** The chain's errors that a write may meet, as codes: `chain/SlippageTooHigh`. */
  readonly errors: readonly string[];
}

/** All operations of the registry. */
export const catalogue = (): CatalogueEntry[] =>
  listOperations().map(({ name, group, operation }) => ({ name, group, ...entryOf(operation) }));

/** Each group and what it is about. */
export const catalogueGroups = (): { readonly name: GroupName; readonly summary: string }[] =>
  Object.entries(registry).map(([name, { summary }]) => ({ name: name as GroupName, summary }));

function entryOf(operation: AnyOperation): Omit<CatalogueEntry, "name" | "group"> {
  const { kind, summary } = operation;
  const described = {
    kind,
    summary,
    arguments: argumentsOf(operation.arguments),
    schema: schemaOfFields(operation.arguments),
  };
  if (operation.kind === "read") return { ...described, result: schemaOf(operation.result), errors: [] };
  const { spends, signedBy, outcome } = operation;
  return {
    ...described,
    spends,
    signedBy,
    ...(outcome === undefined ? {} : { result: schemaOf(outcome.type) }),
    errors: errorsOf(operation),
  };
}

const argumentsOf = (fields: Fields): CatalogueArgument[] =>
  Object.entries(fields).map(([name, { type, help, presence, default: value }]) => ({
    name,
    kind: type.kind,
    help,
    takes: expectationOf(type),
    required: presence === "required",
    ...(presence === "defaulted" ? { default: toPlain(type, value) } : {}),
  }));

/** The codes of the errors that the chain may give for a write. */
export const errorsOf = (operation: AnyOperation): string[] =>
  operation.kind === "read"
    ? []
    : [...new Set(operation.calls.flatMap((call: string) => CALL_ERRORS[call] ?? []))].map((name) => `chain/${name}`);
