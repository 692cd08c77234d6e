import { Argument, type Command, Option } from "commander";
import type { Context } from "./context.js";
import { groupOf } from "./group-tree.js";

type Action = (context: Context, args: readonly string[], options: Record<string, unknown>) => Promise<void>;
/** Brings a command's code when it runs, so that `--help` and `--version` answer at once. */
export type LoadAction = () => Promise<Action>;
export type Run = (load: LoadAction) => (...given: unknown[]) => Promise<void>;

const NETUID = "--netuid <netuid>";
const GATEWAY = ["--gateway <url>", "the gateway (TAO_GATEWAY); its key is in TAO_API_KEY"] as const;
const DRY_RUN = ["--dry-run", "let the node try it, and send nothing"] as const;
const SLIPPAGE = ["--slippage <percent>", "how much worse the price may get meanwhile; 0.5 by default"] as const;

export function addNetworkCommands(program: Command, run: Run): void {
  program
    .command("up")
    .description("start a chain, five subnets with miners and validators, and a gateway")
    .option("--port <port>", "wished port of the gateway and the explorer", "8080")
    .option("--chain-port <port>", "wished port of the chain", "9944")
    .option("--block-time <ms>", "milliseconds between blocks", "250")
    .option("--tempo <blocks>", "blocks between epochs", "40")
    .option("--plain", "lines instead of the live view")
    .action(run(async () => (await import("./commands/up.js")).up));
  program
    .command("localnet")
    .description("a development chain on this machine, without neurons")
    .option("--port <port>", "port of the chain; 0 for any", "9944")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--block-time <seconds>", "seconds between blocks", "12")
    .addOption(
      new Option("--mode <mode>", "when blocks are made")
        .choices(["interval", "instant", "per-transaction", "manual"])
        .default("interval"),
    )
    .option("--state <folder>", "keep the chain there, and go on with the one it holds")
    .option("--seed <text>", "another seed, another chain")
    .option("--tempo <blocks>", "blocks per epoch of the first subnet")
    .action(run(async () => (await import("./commands/localnet.js")).localnet));
  program
    .command("ask <prompt...>")
    .description("ask the network, and stream the winner's answer")
    .option(...GATEWAY)
    .option("--model <name>", "which model")
    .option("--max-tokens <count>", "longest answer", "128")
    .option("--temperature <value>", "0 for the likeliest answer")
    .action(run(async () => (await import("./commands/ask.js")).ask));
  program
    .command("translate <text...>")
    .description("have the network translate a text")
    .requiredOption("--from <language>", "its language, such as en")
    .requiredOption("--to <language>", "the language wanted, such as de")
    .option(...GATEWAY)
    .action(run(async () => (await import("./commands/translate.js")).translate));
  program
    .command("classify <image>")
    .description("ask the network what an image shows: a PNG or JPEG file")
    .option("--labels <labels>", "what to choose from, with commas between; by default all that the validator knows")
    .option(...GATEWAY)
    .action(run(async () => (await import("./commands/classify.js")).classify));
}

/** By the wallet, the subnets and the stake; the groups are there already. */
export function addChainCommands(program: Command, run: Run): void {
  // Where btcli has them in a group, they are there as well.
  for (const parent of [program, groupOf(program, "wallet")]) addAccountCommands(parent, run);
  for (const parent of [program, groupOf(program, "subnets")]) addNeuronCommands(parent, run);
  addSubnetCommands(program, run);
  addStakeCommands(program, run);
  addOtherCommands(program, run);
  addOperationCommands(program, run);
}

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

function addOtherCommands(program: Command, run: Run): void {
  groupOf(program, "sudo")
    .command("set-take <take>")
    .description("the part of its nominators' earnings that the wallet's hotkey keeps, such as 0.18 or 18%")
    .option(...DRY_RUN)
    .action(run(async () => (await import("./commands/set-take.js")).setTake));
  const utils = groupOf(program, "utils");
  utils
    .command("convert <amount>")
    .description("TAO in rao, or with `rao` behind it the other way round")
    .action(run(async () => (await import("./commands/utils.js")).convert));
  utils
    .command("latency [endpoints...]")
    .description("how fast chain nodes answer; the public ones by default")
    .action(run(async () => (await import("./commands/utils.js")).latency));
}

function addAccountCommands(parent: Command, run: Run): void {
  parent
    .command("balance [account]")
    .description("free balance and stake of an address or of a wallet's coldkey")
    .action(run(async () => (await import("./commands/balance.js")).balance));
  parent
    .command("transfer <amount> <to>")
    .description("send TAO to an address or to a wallet by name")
    .option(...DRY_RUN)
    .action(run(async () => (await import("./commands/transfer.js")).transfer));
}

function addNeuronCommands(parent: Command, run: Run): void {
  parent
    .command("register")
    .description("buy the wallet's hotkey a place on a subnet, to mine or to validate")
    .requiredOption(NETUID, "on which subnet")
    .option(...DRY_RUN)
    .action(run(async () => (await import("./commands/register.js")).register));
  parent
    .command("metagraph [netuid]")
    .description("every neuron of a subnet; wider terminals show more columns")
    .action(run(async () => (await import("./commands/metagraph.js")).metagraph));
}

/** What the registry of operations has, and no command above. */
function addOperationCommands(program: Command, run: Run): void {
  program
    .command("tools [operation]")
    .description("every operation on the chain, those of a group, or the arguments of one")
    .action(run(async () => (await import("./commands/tools.js")).tools));
  program
    .command("call <operation> [args...]")
    .description("any operation by its name, arguments as name=value")
    .option("--at <block>", "read as of this block: a number or a hash")
    .option(...DRY_RUN)
    .action(run(async () => (await import("./commands/call.js")).call));
  program
    .command("mcp")
    .description("the same operations for agents: a Model Context Protocol server on standard input and output")
    .option("--write", "writes as well, signed by the wallet's coldkey within the limits below")
    .option("--most-per-call <tao>", "most that one write may take", "1")
    .option("--most-per-day <tao>", "most that all writes of a day may take", "10")
    .option("--netuids <list>", "subnets that writes may touch; any by default")
    .option("--destinations <list>", "addresses that may receive; any by default")
    .action(run(async () => (await import("./commands/mcp.js")).mcp));
}

function addSubnetCommands(program: Command, run: Run): void {
  const subnet = groupOf(program, "subnets");
  subnet
    .command("list")
    .description("all subnets with price and size")
    .action(run(async () => (await import("./commands/subnet.js")).listSubnets));
  subnet
    .command("create")
    .description("a new subnet, owned by the wallet's coldkey")
    .option(...DRY_RUN)
    .action(run(async () => (await import("./commands/subnet.js")).createSubnet));
  subnet
    .command("start <netuid>")
    .description("let emission and staking begin on a subnet of the wallet's coldkey")
    .option(...DRY_RUN)
    .action(run(async () => (await import("./commands/subnet.js")).startSubnet));
}

function addStakeCommands(program: Command, run: Run): void {
  const stake = groupOf(program, "stake");
  stake
    .command("list [account]")
    .description("what a coldkey has staked, and where")
    .action(run(async () => (await import("./commands/stake.js")).listStake));
  stake
    .command("add <amount>")
    .description("stake TAO of the wallet's coldkey")
    .requiredOption(NETUID, "on which subnet")
    .option("--to <hotkey>", "on whose hotkey, by address or wallet; the wallet's own by default")
    .option(...SLIPPAGE)
    .option(...DRY_RUN)
    .action(run(async () => (await import("./commands/stake.js")).addStake));
  stake
    .command("remove <amount>")
    .description("turn alpha back into TAO; `all` for everything")
    .requiredOption(NETUID, "on which subnet")
    .option("--from <hotkey>", "from whose hotkey, by address or wallet; the wallet's own by default")
    .option(...SLIPPAGE)
    .option(...DRY_RUN)
    .action(run(async () => (await import("./commands/stake.js")).removeStake));
}
