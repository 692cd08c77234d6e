import type { Catalogue, Operation } from "./catalogue.js";

export type KindChoice = "all" | Operation["kind"];

export interface FoundGroup {
  readonly name: string;
  readonly summary: string;
  readonly operations: readonly Operation[];
}

/** The groups with the operations that have every word of `search` in their name, sentence or arguments. */
export function findOperations({ groups, operations }: Catalogue, search: string, kind: KindChoice): FoundGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = (operation: Operation): boolean => {
    if (kind !== "all" && operation.kind !== kind) return false;
    const text = [operation.name, operation.summary, ...operation.arguments.map(({ name }) => name)].join(" ");
    return words.every((word) => text.toLowerCase().includes(word));
  };
  return groups
    .map(({ name, summary }) => ({
      name,
      summary,
      operations: operations.filter((operation) => operation.group === name && isFound(operation)),
    }))
    .filter((group) => group.operations.length > 0);
}
