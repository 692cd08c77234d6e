import { type Argument, Command } from "commander";
import { inOurSpelling } from "./btcli-spellings.js";
import { addChainCommands, addNetworkCommands, type LoadAction, type Run } from "./command-tree.js";
import { Context, type GlobalOptions, type Surroundings } from "./context.js";
import { exitCodes, reportFailure } from "./failure.js";
import { addGroups } from "./group-tree.js";
import { commandGroups } from "./operation-commands/groups.js";
import { SOFTWARE_VERSION } from "./version.js";
import { addWalletCommands } from "./wallet-tree.js";

/**
 * Runs `tao` with arguments as a shell gives them. Resolves to the exit code: 0 done, 1 failed, 2 wrong usage, 3 not confirmed.
 * Errors are printed in three parts, or as JSON with `--json`; a stack only with `--verbose`.
 */
export async function runTao(given: readonly string[], surroundings: Surroundings): Promise<number> {
  const argv = inOurSpelling(given);
  try {
    await createProgram(surroundings).parseAsync(argv, { from: "user" });
    return exitCodes.done;
  } catch (error) {
    const { stderr } = surroundings;
    return reportFailure(error, { stderr, json: argv.includes("--json"), verbose: argv.includes("--verbose") });
  }
}

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

/** The parser; a command's own code is loaded when it runs. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command("tao")
    .description("Bittensor from the shell: wallets, stake, subnets, requests, and a whole network on this machine")
    .version(SOFTWARE_VERSION)
    .exitOverride()
    .configureHelp({ subcommandTerm, subcommandDescription })
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
      // Said in three parts by `reportFailure`.
      outputError: () => undefined,
    })
    .option("-n, --network <name|url>", "local, test, finney or a ws:// address (BT_SUBTENSOR_NETWORK)")
    .option("--wallet-path <folder>", "where wallets are (BT_WALLET_PATH)")
    .option("-w, --wallet <name>", "which wallet (BT_WALLET_NAME)")
    .option("--hotkey <name>", "which of its hotkeys (BT_WALLET_HOTKEY)")
    .option("--json", "results and errors as JSON, amounts as strings of rao")
    .option("--exact", "amounts with all nine decimals")
    .option("-y, --yes", "spend without asking")
    .option("--verbose", "show stacks of errors");
  const run = (load: LoadAction) => runner(surroundings, load);
  addNetworkCommands(program, run);
  addGroups(program);
  addWalletCommands(program, run);
  addChainCommands(program, run);
  return program.hook("preSubcommand", (_, group) => complete(group, run));
}

/** The parser with every command, those of the registry included. */
export async function createWholeProgram(surroundings: Surroundings): Promise<Command> {
  const program = createProgram(surroundings);
  const run = (load: LoadAction) => runner(surroundings, load);
  for (const group of program.commands) await complete(group, run);
  return program;
}

/** Adds what a group has from the registry, which is loaded for it and not before. */
async function complete(group: Command, run: Run): Promise<void> {
  if (!commandGroups.some(({ name }) => name === group.name())) return;
  const { addOperationCommands } = await import("./operation-commands/add-commands.js");
  addOperationCommands(group, run);
}

/** Adapts an action to what commander calls: positional arguments, then options, then the command. */
function runner(surroundings: Surroundings, load: LoadAction) {
  return async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    const options = given.at(-2) as Record<string, unknown>;
    const args = given.slice(0, -2) as string[];
    const action = await load();
    await action(new Context(surroundings, command.optsWithGlobals<GlobalOptions>()), args.flat(), options);
  };
}
