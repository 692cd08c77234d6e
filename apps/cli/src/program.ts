import { Command, CommanderError } from "commander";
import { inOurSpelling } from "./btcli-spellings.js";
import {
  addChainCommands,
  addNetworkCommands,
  addSetupCommands,
  addShellCommands,
  type LoadAction,
  type Run,
} from "./command-tree.js";
import type { GlobalOptions, Surroundings } from "./context.js";
import { exitCodes } from "./exit-codes.js";
import { addGroups } from "./group-tree.js";
import { helpFormat } from "./help-format.js";
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
    if (error instanceof CommanderError && isShown(error))
      return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    const { stderr } = surroundings;
    const { reportFailure } = await import("./failure.js");
    return reportFailure(error, { stderr, json: argv.includes("--json"), verbose: argv.includes("--verbose") });
  }
}

/** Help and version end the parser with an error too; they have been printed. */
const isShown = ({ code }: CommanderError): boolean =>
  ["commander.help", "commander.helpDisplayed", "commander.version"].includes(code);

const PRECEDENCE = `
A flag wins over the environment, that over the network that runs in this
folder, and that over the file of \`tao config\`. \`tao help WORDS\` finds commands.`;

/** The parser; a command's own code is loaded when it runs. */
export function createProgram(surroundings: Surroundings): Command {
  const program = new Command("tao")
    .description("Bittensor from the shell: wallets, stake, subnets, requests, and a whole network on this machine")
    .version(SOFTWARE_VERSION)
    .helpCommand(false)
    .exitOverride()
    .configureHelp(helpFormat)
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
      // Said in three parts by `reportFailure`.
      outputError: () => undefined,
    })
    .option("-n, --network <name|url>", "local, test, finney or a ws:// address (TAO_NETWORK)")
    .option("--wallet-path <folder>", "where wallets are (TAO_WALLET_PATH)")
    .option("-w, --wallet <name>", "which wallet (TAO_WALLET)")
    .option("--hotkey <name>", "which of its hotkeys, or an address (TAO_HOTKEY)")
    .option("--json", "results and errors as JSON, amounts as strings of rao")
    .option("--exact", "amounts with all nine decimals")
    .option("-y, --yes", "spend without asking")
    .option("--verbose", "show stacks of errors")
    .addHelpText("after", PRECEDENCE);
  const run = (load: LoadAction) => runner(surroundings, load);
  addNetworkCommands(program, run);
  addGroups(program);
  addWalletCommands(program, run);
  addChainCommands(program, run);
  addSetupCommands(program, run);
  addShellCommands(program, run, () => completeAll(program, run));
  return program.hook("preSubcommand", (_, group) => complete(group, run));
}

/** The parser with every command, those of the registry included. */
export const createWholeProgram = (surroundings: Surroundings): Promise<Command> =>
  completeAll(createProgram(surroundings), (load) => runner(surroundings, load));

async function completeAll(program: Command, run: Run): Promise<Command> {
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
    const [action, { Context }] = await Promise.all([load(), import("./context.js")]);
    await action(new Context(surroundings, command.optsWithGlobals<GlobalOptions>()), args.flat(), options);
  };
}
