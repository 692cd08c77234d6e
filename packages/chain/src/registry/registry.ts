import { fromHex } from "@taostack/primitives";
import { invalidArgument, unknownOperation } from "./errors.js";
import { balances } from "./groups/balances.js";
import { neurons } from "./groups/neurons.js";
import { staking } from "./groups/staking.js";
import { subnets } from "./groups/subnets.js";
import { swap } from "./groups/swap.js";
import type { AnyOperation, Group } from "./operation.js";
import type { CallValue } from "./types/descriptor.js";
import { type Place, readFields } from "./types/read-value.js";

/** Everything that can be asked of the chain or sent to it, each declared once. */
export const registry = { balances, staking, swap, subnets, neurons } as const;

export type Registry = typeof registry;
export type GroupName = keyof Registry;

/** `staking.add`. */
export type OperationName = {
  [G in GroupName]: `${G}.${Extract<keyof Registry[G]["operations"], string>}`;
}[GroupName];

export interface NamedOperation {
  /** `staking.add`. */
  readonly name: string;
  readonly group: GroupName;
  readonly operation: AnyOperation;
}

const groups: Readonly<Record<string, Group>> = registry;

/** All operations, in the order of their groups. */
export const listOperations = (): NamedOperation[] =>
  Object.entries(groups).flatMap(([group, { operations }]) =>
    Object.entries(operations).map(([key, operation]) => ({
      name: `${group}.${key}`,
      group: group as GroupName,
      operation,
    })),
  );

/** @throws `operations/unknown`. */
export function operationNamed(name: string): AnyOperation {
  const [group = "", key = ""] = name.split(".");
  const operations = Object.hasOwn(groups, group) ? groups[group]!.operations : {};
  const found = Object.hasOwn(operations, key) ? operations[key] : undefined;
  if (found !== undefined) return found;
  const near = listOperations().filter((each) => each.name.endsWith(`.${key || group}`) || each.group === group);
  throw unknownOperation(
    name,
    near.slice(0, 8).map((each) => each.name),
  );
}

/**
 * Reads the arguments of an operation as a person or a program without types writes them: texts of a command line, or JSON. Amounts
 * are TAO or alpha (`"1.5"`, or `"1500000000rao"`), fractions `0.18` or `"18%"`, lists arrays or texts with commas.
 * @throws `operations/missing`, `operations/unknown_argument`, `operations/invalid`, each naming the field.
 */
export const parseArguments = (
  operation: AnyOperation | OperationName,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> => readArguments(operation, given, "plain");

/** Checks arguments that have their types already, and fills in the defaults. @throws as `parseArguments`. */
export const checkArguments = (
  operation: AnyOperation | OperationName,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> => readArguments(operation, given, "typed");

function readArguments(
  operation: AnyOperation | OperationName,
  given: Readonly<Record<string, unknown>>,
  form: Place["form"],
): Record<string, unknown> {
  const declared = typeof operation === "string" ? operationNamed(operation) : operation;
  return readFields(declared.arguments, given, { field: "", form, readCall });
}

/** A call inside a call. */
function readCall(given: unknown, place: Place): CallValue {
  if (given instanceof Uint8Array) return given;
  const value = given as Partial<Record<string, unknown>> | null;
  if (typeof given === "object" && value !== null) {
    if (typeof value.operation === "string") return readInnerOperation(value.operation, value.arguments, place);
    if (typeof value.call === "string")
      return { call: value.call, args: (value.args ?? {}) as Record<string, unknown> };
  }
  if (typeof given === "string" && /^0x([0-9a-f]{2}){2,}$/i.test(given)) return fromHex(given);
  throw invalidArgument(place.field, given, 'an operation {"operation", "arguments"}, a call {"call", "args"}, or hex');
}

function readInnerOperation(operation: string, given: unknown, place: Place): CallValue {
  const declared = operationNamed(operation);
  if (declared.kind !== "write") throw invalidArgument(place.field, operation, "an operation that writes");
  const args = readFields(declared.arguments, (given ?? {}) as Record<string, unknown>, {
    ...place,
    field: `${place.field}.`,
  });
  return { operation, arguments: args };
}
