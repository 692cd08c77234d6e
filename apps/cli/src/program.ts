import { createRequire } from "node:module";
import { describeError, isCodedError } from "@taostack/primitives";
import { Command, CommanderError, Option } from "commander";
import { Context, type GlobalOptions, type Surroundings } from "./context.js";

type Action = (context: Context, args: readonly string[], options: Record<string, unknown>) => Promise<void>;
/** Brings a command's code when it runs, so that `--help` and `--version` answer at once. */
type LoadAction = () => Promise<Action>;

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };

/**
 * Runs `tao` with arguments as a shell gives them. Resolves to the exit code: 0 done, 1 failed, 2 wrong usage, 3 not confirmed.
 * Errors are printed in three parts; a stack only with `--verbose`.
 */
export async function runTao(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const program = createProgram(surroundings);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    surroundings.stderr.write(`${describeError(error)}\n`);
    if (program.opts<GlobalOptions>().verbose && error instanceof Error) surroundings.stderr.write(`${error.stack}\n`);
    return isCodedError(error, "cli/not_confirmed") ? 3 : 1;
  }
}

function createProgram(surroundings: Surroundings): Command {
  const program = new Command("tao")
    .description("Bittensor from the shell: wallets, stake, subnets, requests, and a whole network on this machine")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
    })
    .option("-n, --network <name|url>", "local, test, finney or a ws:// address (BT_SUBTENSOR_NETWORK)")
    .option("--wallet-path <folder>", "where wallets are (BT_WALLET_PATH)")
    .option("-w, --wallet <name>", "which wallet (BT_WALLET_NAME)")
    .option("--hotkey <name>", "which of its hotkeys (BT_WALLET_HOTKEY)")
    .option("--json", "the result as JSON, amounts as strings of rao")
    .option("-y, --yes", "spend without asking")
    .option("--verbose", "show stacks of errors");
  const run = (load: LoadAction) => runner(surroundings, load);
  addNetworkCommands(program, run);
  addWalletCommands(program, run);
  addChainCommands(program, run);
  return program;
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

type Run = (load: LoadAction) => (...given: unknown[]) => Promise<void>;

function addNetworkCommands(program: Command, run: Run): void {
  program
    .command("up")
    .description("start a chain, a subnet, miners, validators and a gateway on this machine")
    .option("--port <port>", "wished port of the gateway and the explorer", "8080")
    .option("--chain-port <port>", "wished port of the chain", "9944")
    .option("--block-time <ms>", "milliseconds between blocks", "250")
    .option("--tempo <blocks>", "blocks between epochs", "40")
    .addOption(new Option("--plain", "lines instead of the live view"))
    .action(run(async () => (await import("./commands/up.js")).up));
  program
    .command("ask <prompt...>")
    .description("ask the network, and stream the winner's answer")
    .option("--gateway <url>", "the gateway (TAO_GATEWAY)")
    .option("--model <name>", "which model")
    .option("--max-tokens <count>", "longest answer", "128")
    .option("--temperature <value>", "0 for the likeliest answer")
    .action(run(async () => (await import("./commands/ask.js")).ask));
}

function addWalletCommands(program: Command, run: Run): void {
  const wallet = program
    .command("wallet")
    .description("create, import and list keys; the files are those of the Python tools");
  wallet
    .command("create [name]")
    .description("a new coldkey and hotkey; the recovery phrases are shown once")
    .option("--words <count>", "words in each recovery phrase: 12, 15, 18, 21 or 24", "12")
    .option("--no-password", "leave the coldkey unencrypted: for keys that never hold funds")
    .option("--overwrite", "replace keys of the same name")
    .action(run(async () => (await import("./commands/wallet.js")).createWalletCommand));
  wallet
    .command("import [name]")
    .description("a coldkey from its recovery phrase, read from standard input or TAO_MNEMONIC")
    .option("--as-hotkey", "import it as a hotkey instead")
    .option("--no-password", "leave the coldkey unencrypted")
    .option("--overwrite", "replace a key of the same name")
    .action(run(async () => (await import("./commands/wallet.js")).importWalletCommand));
  wallet
    .command("list")
    .description("the wallets in the folder, with their hotkeys")
    .action(run(async () => (await import("./commands/wallet.js")).listWalletsCommand));
}

function addChainCommands(program: Command, run: Run): void {
  program
    .command("balance [address]")
    .description("free balance and stake of an address or of a wallet's coldkey")
    .action(run(async () => (await import("./commands/balance.js")).balance));
  program
    .command("transfer <amount> <to>")
    .description("send TAO to an address or to a wallet by name")
    .action(run(async () => (await import("./commands/transfer.js")).transfer));
  program
    .command("subnet")
    .description("subnets")
    .command("list")
    .description("all subnets with price and size")
    .action(run(async () => (await import("./commands/subnet.js")).listSubnets));
  program
    .command("metagraph [netuid]")
    .description("every neuron of a subnet")
    .action(run(async () => (await import("./commands/metagraph.js")).metagraph));
  const stake = program.command("stake").description("stake on a hotkey");
  stake
    .command("list [address]")
    .description("what a coldkey has staked, and where")
    .action(run(async () => (await import("./commands/stake.js")).listStake));
  stake
    .command("add <amount>")
    .description("stake TAO of the wallet's coldkey")
    .requiredOption("--netuid <netuid>", "on which subnet")
    .option("--to <hotkey>", "on whose hotkey; the wallet's own by default")
    .action(run(async () => (await import("./commands/stake.js")).addStake));
  stake
    .command("remove <amount>")
    .description("turn alpha back into TAO; `all` for everything")
    .requiredOption("--netuid <netuid>", "on which subnet")
    .option("--from <hotkey>", "from whose hotkey; the wallet's own by default")
    .action(run(async () => (await import("./commands/stake.js")).removeStake));
}
