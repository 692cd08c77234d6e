import type { Operation } from "./catalogue.js";
import type { Draft } from "./draft.js";
import { typedArguments } from "./plain-text.js";

interface CommandOptions {
  /** As a form has it: empty for the newest. */
  readonly at: string;
  /** What `tao` calls the chain; undefined where only its operator knows the address. */
  readonly network: string | undefined;
}

/** The line for a terminal that does what the form says. A write only tries it; required arguments that are missing stand in capitals. */
export function commandLine({ name, kind, schema }: Operation, draft: Draft, { at, network }: CommandOptions): string {
  const typed = new Map(typedArguments(schema, draft));
  const words = Object.keys(schema.properties ?? {}).flatMap((argument) => {
    const text = typed.get(argument);
    if (text !== undefined) return [quoted(`${argument}=${text}`)];
    return schema.required?.includes(argument) ? [`${argument}=${argument.toUpperCase()}`] : [];
  });
  const options = [
    ...(network === undefined ? [] : [`--network ${network}`]),
    ...(kind === "write" ? ["--dry-run"] : at === "" ? [] : [`--at ${quoted(at)}`]),
  ];
  return ["tao call", name, ...words, ...options].join(" ");
}

/** What `tao --network` calls the chain that the gateway follows. */
export const networkOption = (name: string | undefined): string | undefined =>
  ({ finney: "finney", "test network": "test", "local network": "local" })[name ?? ""];

/** For a POSIX shell. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
