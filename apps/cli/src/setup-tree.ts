import { Argument, type Command } from "commander";
import type { Run } from "./command-tree.js";

/** The file of settings, and whether all is well. */
export function addSetupCommands(program: Command, run: Run): void {
  const config = program.command("config").aliases(["conf", "c"]).helpCommand(false);
  config.description("settings that hold for every command, unless a flag or the environment says otherwise");
  config
    .command("list")
    .description("every setting, its value, and where it comes from")
    .action(run(async () => (await import("./commands/config.js")).listSettings));
  config
    .command("get <setting>")
    .description("the value of a setting")
    .action(run(async () => (await import("./commands/config.js")).getSetting));
  config
    .command("set <setting> <value>")
    .description("write a setting into the file")
    .action(run(async () => (await import("./commands/config.js")).setSetting));
  config
    .command("unset <setting>")
    .aliases(["clear"])
    .description("take a setting out of the file")
    .action(run(async () => (await import("./commands/config.js")).unsetSetting));
  config
    .command("path")
    .description("where the file is")
    .action(run(async () => (await import("./commands/config.js")).showPath));
  addDoctor(program, run);
}

function addDoctor(program: Command, run: Run): void {
  program
    .command("doctor")
    .description("whether this machine, the chain, the wallets and the model are well, and what to do if not")
    .option("--wait <seconds>", "how long to wait for a block of the chain; 40 by default")
    .option("--no-model", "leave out the model, which takes some seconds")
    .action(run(async () => (await import("./commands/doctor.js")).doctor));
}

/** @param whole - The program with every command, those of the registry included. */
export function addShellCommands(program: Command, run: Run, whole: () => Promise<Command>): void {
  program
    .command("help [words...]")
    .description("the help of a command, or the commands that have to do with some words")
    .action(run(async () => (await import("./commands/help.js")).help(await whole())));
  program
    .command("completion")
    .description("a script for the shell, which then completes commands, options and wallets")
    .addArgument(new Argument("<shell>", "which").choices(["bash", "zsh", "fish"]))
    .action(run(async () => (await import("./commands/completion.js")).completion(await whole())));
}
