import type { Argument, Command } from "commander";

/** The commands of all groups as Markdown, a section for each. */
export const commandsText = (program: Command): string =>
  program.commands
    .filter(({ commands }) => commands.length > 0)
    .map((group) => `## tao ${group.name()}\n\n${sentenceOf(group)}\n\n${tableOf(rowsOf(group, "tao"))}`)
    .join("\n\n");

const tableOf = (rows: readonly string[]): string => ["| Command | |", "| --- | --- |", ...rows].join("\n");

function sentenceOf(group: Command): string {
  const text = group.description();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.${othersOf(group)}`;
}

const othersOf = (command: Command): string =>
  command.aliases().length === 0 ? "" : ` Also ${command.aliases().map(code).join(", ")}.`;

function rowsOf(group: Command, path: string): string[] {
  const name = `${path} ${group.name()}`;
  return group.commands.flatMap((command) =>
    command.commands.length > 0 ? rowsOf(command, name) : [rowOf(command, name)],
  );
}

function rowOf(command: Command, path: string): string {
  const words = [path, command.name(), ...command.registeredArguments.map(argumentText)].join(" ");
  return `| ${code(words)} | ${sentenceOf(command).replace(/\.\./, ".").replaceAll("|", "\\|")} |`;
}

const argumentText = (argument: Argument): string => {
  const name = `${argument.name().toUpperCase()}${argument.variadic ? "..." : ""}`;
  return argument.required ? name : `[${name}]`;
};

const code = (text: string): string => `\`${text}\``;
