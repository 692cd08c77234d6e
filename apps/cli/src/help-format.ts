import type { Argument, Command } from "commander";

/** `move [amount]`: options are in the command's own help. */
const subcommandTerm = (command: Command): string =>
  [command.name(), ...command.registeredArguments.map(argumentTerm)].join(" ");

const argumentTerm = (argument: Argument): string => {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
};

/** With the command's other names. */
const subcommandDescription = (command: Command): string => {
  const text = command.summary() || command.description();
  return command.aliases().length === 0 ? text : `${text} (or: ${command.aliases().join(", ")})`;
};

export const helpFormat = { subcommandTerm, subcommandDescription };
