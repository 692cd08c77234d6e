import { type AnyOperation, type Field, parseArguments } from "@taostack/chain/operations";
import { CodedError, isCodedError } from "@taostack/primitives";
import { resolveAccount } from "../accounts.js";
import type { Context } from "../context.js";
import { invalidArgument } from "../errors.js";
import type { DeclaredCommand } from "./declared.js";
import { flagOf, optionKey } from "./option-names.js";

/** What the shell gave a command. */
export interface CommandLine {
  readonly words: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
}

export interface GatheredArguments {
  /** As the registry reads them, accounts as addresses. */
  readonly plain: Readonly<Record<string, unknown>>;
  /** As people know them: a wallet's name beside its address. */
  readonly labels: Readonly<Record<string, string>>;
  /** Checked, with their types. */
  readonly checked: Readonly<Record<string, unknown>>;
}

/**
 * The operation's arguments from words, options, and what the wallet knows. Nothing is asked of the chain.
 * @throws `operations/missing`, `operations/invalid` and `cli/invalid_argument`, naming the option, `cli/unknown_account`, `wallet/not_found`.
 */
export async function gatherArguments(
  context: Context,
  declared: DeclaredCommand,
  operation: AnyOperation,
  line: CommandLine,
): Promise<GatheredArguments> {
  const plain: Record<string, unknown> = {};
  const labels: Record<string, string> = {};
  for (const [name, field] of Object.entries(operation.arguments as Readonly<Record<string, Field>>)) {
    const given = givenFor(declared, name, line);
    const found = await resolved(context, operation, { name, field, given });
    if (found === undefined) continue;
    plain[name] = found.value;
    labels[name] = found.label;
  }
  return { plain, labels, checked: checked(operation, plain) };
}

function givenFor({ preset, positional }: DeclaredCommand, name: string, { words, options }: CommandLine): unknown {
  if (preset !== undefined && Object.hasOwn(preset, name)) return preset[name];
  const place = positional.indexOf(name);
  const word = place < 0 ? undefined : words[place];
  const option = name === "hotkey" ? undefined : options[optionKey(name)];
  if (word !== undefined && option !== undefined)
    throw invalidArgument(name, word, `It is given as ${flagOf(name)} as well: leave one out.`);
  return word ?? option;
}

interface Argument {
  readonly name: string;
  readonly field: Field;
  readonly given: unknown;
}

interface Resolved {
  readonly value: unknown;
  readonly label: string;
}

/** Accounts by their wallets' names, and the wallet's own where none is named. */
async function resolved(context: Context, operation: AnyOperation, argument: Argument): Promise<Resolved | undefined> {
  const { given, field } = argument;
  const { type } = field;
  if (type.kind === "list" && type.of.kind === "account" && typeof given === "string") {
    const kind = kindOf(type.of.role);
    const accounts = await Promise.all(given.split(",").map((each) => resolveAccount(context, each.trim(), kind)));
    return { value: accounts.map(({ address }) => address), label: accounts.map(({ label }) => label).join(", ") };
  }
  if (type.kind !== "account" || (given === undefined && !isOwn(operation, argument)))
    return given === undefined ? undefined : { value: given, label: String(given) };
  const { address, label } = await resolveAccount(context, given as string | undefined, kindOf(type.role));
  return { value: address, label };
}

const kindOf = (role: string) => (role === "hotkey" ? "hotkey" : "coldkey");

/** Arguments that stand for the wallet's own keys where nobody else's are named. */
function isOwn({ kind }: AnyOperation, { name, field }: Argument): boolean {
  if (field.presence !== "required") return false;
  return (
    ["hotkey", "coldkey", "fromHotkey"].includes(name) || (kind === "read" && ["address", "account"].includes(name))
  );
}

function checked(operation: AnyOperation, plain: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    return parseArguments(operation, plain);
  } catch (error) {
    throw byItsOption(error);
  }
}

/** The registry's refusal, with the argument named as the shell knows it. */
function byItsOption(error: unknown): unknown {
  if (!isCodedError(error) || !("field" in error.data)) return error;
  const [field = ""] = /^\w+/.exec(String(error.data.field)) ?? [];
  const flag = flagOf(field);
  // The field comes first in the message; a remedy has it only where it says "Give netuid."
  const message = error.message.startsWith(field) ? flag + error.message.slice(field.length) : error.message;
  const remedy = error.remedy === `Give ${field}.` ? `Give ${flag}.` : error.remedy;
  return new CodedError(error.data, message, { ...(remedy === undefined ? {} : { remedy }), cause: error });
}
