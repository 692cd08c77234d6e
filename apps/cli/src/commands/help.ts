import type { Command } from "commander";
import type { Context } from "../context.js";
import { cliError } from "../errors.js";
import { type Found, searchCommands } from "../search-commands.js";

const MOST = 15;

/** The help of the command that the words name, else the commands that they have to do with. */
export const help =
  (program: Command) =>
  async (context: Context, words: readonly string[]): Promise<void> => {
    const named = commandNamed(program, words);
    if (named !== undefined && !context.options.json) return named.outputHelp();
    const found = searchCommands(program, words);
    if (found.length === 0) throw nothingFound(words);
    context.result(found, lines(context, found));
  };

/** By names and aliases, every word. */
const commandNamed = (program: Command, words: readonly string[]): Command | undefined =>
  words.reduce<Command | undefined>(
    (at, word) => at?.commands.find((each) => each.name() === word || each.aliases().includes(word)),
    program,
  );

function lines(context: Context, found: readonly Found[]): string[] {
  const columns = [{ head: "command" }, { head: "" }];
  const rows = found.slice(0, MOST).map(({ command, summary }) => [command, summary]);
  const more = found.length > MOST ? [`and ${found.length - MOST} more; add a word to see fewer`] : [];
  return [...context.table(columns, rows), "", ...more, "tao help COMMAND shows how it is called."];
}

const nothingFound = (words: readonly string[]) =>
  cliError(
    { code: "cli/nothing_found" },
    `No command has to do with "${words.join(" ")}".`,
    "Try another word, or `tao --help` for the groups and `tao tools` for all operations.",
  );
