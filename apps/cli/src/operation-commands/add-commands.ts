import {
  type AnyOperation,
  type Descriptor,
  expectationOf,
  type Field,
  operationNamed,
  toPlain,
} from "@taostack/chain/operations";
import { type Command, Option } from "commander";
import type { Run } from "../command-tree.js";
import type { DeclaredCommand } from "./declared.js";
import { commandGroups } from "./groups.js";
import { operationCommands } from "./map/index.js";
import { flagOf, isHotkeyOption, wordOf } from "./option-names.js";

const operationsOf = new WeakMap<Command, string>();

/** The operation of a command that the registry gives: `staking.move`. */
export const operationOf = (command: Command): string | undefined => operationsOf.get(command);

/** Adds the commands that a top group gets from the registry; those made by hand are there already, and stay. */
export function addOperationCommands(group: Command, run: Run): void {
  for (const declared of operationCommands.filter(({ path }) => path[0] === group.name())) {
    const parent = parentOf(group, declared.path);
    const name = declared.path.at(-1) ?? "";
    if (parent.commands.some((command) => command.name() === name)) continue;
    addCommand(parent, name, declared, run);
  }
}

/** The group of a path, made if it is not there yet. */
function parentOf(top: Command, path: readonly string[]): Command {
  return path.slice(1, -1).reduce((parent, name, depth) => {
    const found = parent.commands.find((command) => command.name() === name);
    if (found !== undefined) return found;
    const full = path.slice(0, depth + 2).join(" ");
    const group = commandGroups.find((each) => each.name === full);
    return parent
      .command(name)
      .description(group?.summary ?? "")
      .aliases([...(group?.aliases ?? [])])
      .helpCommand(false);
  }, top);
}

function addCommand(parent: Command, name: string, declared: DeclaredCommand, run: Run): void {
  const operation = operationNamed(declared.operation);
  const sentence = declared.summary ?? operation.summary;
  const command = parent
    .command([name, ...declared.positional.map((argument) => `[${wordOf(argument)}]`)].join(" "))
    .aliases([...(declared.aliases ?? [])])
    .summary(clauseOf(sentence))
    .description(descriptionOf(sentence, operation));
  operationsOf.set(command, declared.operation);
  for (const option of optionsOf(declared, operation)) command.addOption(option);
  if (Object.keys(operation.arguments).some((argument) => isHotkeyOption(argument, declared.positional))) {
    const { help } = operation.arguments.hotkey as Field;
    command.addHelpText("after", `\n--hotkey is the hotkey ${help}: a name in the wallet, or an address.`);
  }
  command.action(run(async () => (await import("./run-operation.js")).runOperation(declared)));
}

/** The first part of a sentence, for a list of commands. */
const clauseOf = (sentence: string): string => {
  const [first = ""] = sentence.split(/[.;:](?: |$)/);
  return `${first.charAt(0).toLowerCase()}${first.slice(1)}`;
};

const costs = {
  nothing: "nothing, not even a fee",
  fee: "the fee",
  tao: "TAO, and the fee",
  alpha: "alpha, and the fee",
  lock: "TAO that is kept until it is given back, and the fee",
  burn: "TAO or alpha for good, and the fee",
  any: "what the call inside takes, and the fee",
} as const;

function descriptionOf(sentence: string, operation: AnyOperation): string {
  if (operation.kind === "read") return sentence;
  const signer = operation.signedBy === "hotkey" ? "hotkey" : "coldkey";
  return `${sentence} The wallet's ${signer} signs; it takes ${costs[operation.spends]}.`;
}

function optionsOf({ preset = {} }: DeclaredCommand, operation: AnyOperation): Option[] {
  const fields = Object.entries(operation.arguments as Readonly<Record<string, Field>>);
  const own = fields
    .filter(([name]) => name !== "hotkey" && !Object.hasOwn(preset, name))
    .map(([name, field]) => argumentOption(name, field));
  const common =
    operation.kind === "read"
      ? [new Option("--at <block>", "as of this block: a number or a hash")]
      : [
          new Option("--dry-run", "let the node try it, and send nothing"),
          new Option("--shielded", "send it encrypted to a block's author, so that nobody runs ahead of it"),
        ];
  return [...own, ...common, new Option("--schema", "print the JSON Schema of arguments and result, and do nothing")];
}

function argumentOption(name: string, field: Field): Option {
  const flag = flagOf(name);
  const { type, help, presence, default: value } = field;
  if (type.kind === "boolean" && presence !== "required") {
    return value === true ? new Option(flag.replace("--", "--no-"), `not: ${help}`) : new Option(flag, help);
  }
  const standard = presence === "defaulted" ? `; ${JSON.stringify(toPlain(type, value))} by default` : "";
  const option = new Option(`${flag} <${placeholderOf(field)}>`, `${help}${takesOf(field)}${standard}`);
  // For help and completion; the registry refuses other values itself, whatever their case.
  if (hasChoices(type)) option.argChoices = [...type.values];
  return option;
}

const MAX_CHOICES = 20;

const hasChoices = (type: Descriptor): type is Extract<Descriptor, { kind: "enum" }> =>
  type.kind === "enum" && type.values.length <= MAX_CHOICES;

const MAX_TAKES_LENGTH = 90;

/** What it takes, where the placeholder does not say it and it is short. */
function takesOf({ type }: Field): string {
  const takes = expectationOf(type);
  if (hasChoices(type)) return "";
  if (["account", "amount", "boolean", "any"].includes(type.kind) || takes === placeholderOf({ type })) return "";
  return takes.length > MAX_TAKES_LENGTH ? "" : ` (${takes})`;
}

function placeholderOf({ type }: Pick<Field, "type">): string {
  if (type.kind === "amount") return { tao: "tao", alpha: "alpha", "tao per alpha": "tao" }[type.unit];
  if (type.kind === "account") return type.role;
  if (type.kind === "integer") return type.role ?? "number";
  if (type.kind === "boolean") return "true|false";
  return (
    { big: "number", list: "list", call: "json", enum: "name", hash: "hex", bytes: "hex" }[type.kind as string] ??
    type.kind
  );
}
