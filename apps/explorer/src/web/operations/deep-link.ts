import type { Operation } from "./catalogue.js";
import { type Draft, draftOf, emptyDraft, fieldOf } from "./draft.js";
import { typedArguments } from "./plain-text.js";

/** Which operation an address names, and what it fills in. */
export interface OperationLink {
  readonly name: string | undefined;
  readonly query: string;
}

/** `#operations/staking.get?netuid=1`; undefined if the address is of another page. */
export function readLink(hash: string): OperationLink | undefined {
  const found = /^#operations(?:\/([\w.]*))?(?:\?(.*))?$/s.exec(hash);
  return found ? { name: found[1] || undefined, query: found[2] ?? "" } : undefined;
}

/** `at` stands beside the arguments: no operation has one of that name. */
export function readQuery({ schema }: Operation, query: string): { readonly draft: Draft; readonly at: string } {
  const given = new URLSearchParams(query);
  const empty = emptyDraft(schema);
  const draft = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      given.has(name) ? draftOf(property, given.get(name)) : fieldOf(empty, name),
    ]),
  );
  return { draft, at: given.get("at") ?? "" };
}

/** The address that has the form as it is. */
export function linkTo({ name, schema }: Operation, draft: Draft, at: string): string {
  const given = new URLSearchParams(typedArguments(schema, draft).map(([key, text]) => [key, text]));
  if (at !== "") given.set("at", at);
  const query = given.toString();
  return `#operations/${name}${query === "" ? "" : `?${query}`}`;
}
