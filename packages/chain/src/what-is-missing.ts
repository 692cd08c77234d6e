import type { SubtensorClient } from "./client.js";
import { type AnyOperation, listOperations, type NamedOperation } from "./registry/index.js";
import type { RuntimeNames } from "./runtime/runtime.js";

/** Something that an operation needs, or may need, and that a chain does not have. */
export interface MissingItem {
  /** `staking.add`. */
  readonly operation: string;
  readonly kind: "call" | "storage" | "constant" | "runtime API";
  /** By the chain's name. */
  readonly name: string;
}

/** What the chain of a client lacks for the operations of the registry: an older or a newer runtime, or another chain. */
export function whatIsMissing(client: SubtensorClient): MissingItem[] {
  const names = client.chain.runtime.names();
  return listOperations().flatMap((named) => missingFor(named, names));
}

export function missingFor(
  { name: operation, operation: declared }: NamedOperation,
  names: RuntimeNames,
): MissingItem[] {
  const lacks = (kind: MissingItem["kind"], wanted: readonly string[], have: readonly string[]): MissingItem[] =>
    wanted.filter((name) => !have.includes(name)).map((name) => ({ operation, kind, name }));
  const { storage = [], apis = [], constants = [] } = usesOf(declared);
  return [
    ...lacks("call", declared.kind === "write" ? declared.calls : [], names.calls),
    ...lacks("storage", storage, names.storage),
    ...lacks("constant", constants, names.constants),
    ...lacks("runtime API", apis, names.apis),
  ];
}

const usesOf = (operation: AnyOperation) =>
  operation.kind === "read" || operation.build === "prepared" ? operation.uses : {};
