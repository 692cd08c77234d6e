import type { Command } from "commander";
import { commandGroups } from "./operation-commands/groups.js";

/** The groups, without their commands: those by hand are added below, those of the registry when the group is used. */
export function addGroups(program: Command): void {
  for (const { name, aliases, summary } of commandGroups.filter((group) => !group.name.includes(" "))) {
    program
      .command(name)
      .aliases([...aliases])
      .description(summary)
      .helpGroup("Groups of commands:")
      .helpCommand(false);
  }
}

/** One of them. */
export const groupOf = (program: Command, name: string): Command =>
  program.commands.find((command) => command.name() === name) ?? program.command(name);
