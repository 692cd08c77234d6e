import type { OperationName } from "@taostack/chain/operations";

/** How an operation of the registry is a command. The rest (help, options, units, schema, errors) is the registry's. */
export interface OperationCommand {
  readonly operation: OperationName;
  /** Other names of the command in its group. */
  readonly aliases?: readonly string[];
  /** Arguments that the command stands for, as a command line would give them. */
  readonly preset?: Readonly<Record<string, string>>;
  /** In place of the operation's own sentence, where the command does only part of it. */
  readonly summary?: string;
}

/**
 * Commands by their path and the arguments that need no flag: `stake move [amount]`. Such an argument may be given as an option as well.
 */
export type CommandMap = Readonly<Record<string, OperationName | OperationCommand>>;

/** A command, its path taken apart. */
export interface DeclaredCommand extends OperationCommand {
  /** `["stake", "child", "set"]`. */
  readonly path: readonly string[];
  /** Names of the operation's arguments. */
  readonly positional: readonly string[];
}

export const declaredCommands = (map: CommandMap): DeclaredCommand[] =>
  Object.entries(map).map(([key, declared]) => ({
    path: key.split(" ").filter((word) => !word.startsWith("[")),
    positional: [...key.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name),
    ...(typeof declared === "string" ? { operation: declared } : declared),
  }));
