import type { ReadOptions, Write } from "@taostack/chain";
import { type AnyOperation, operationNamed, parseArguments, toPlain } from "@taostack/chain/operations";
import { openContextWallet } from "../accounts.js";
import type { Context } from "../context.js";
import { invalidArgument } from "../errors.js";
import { madeBy } from "../made-by.js";
import { blockOf } from "../numbers.js";
import { receiptJson, type SendOptions, sendWrite } from "../send-write.js";
import { withChain } from "../with-chain.js";

export interface CallOptions extends SendOptions {
  readonly at?: string;
}

/** Runs one operation of the registry with arguments as `name=value`: a read prints its result, a write shows what it does and asks. */
export async function call(context: Context, [name = "", ...given]: readonly string[], options: CallOptions) {
  const operation = operationNamed(name);
  const args = Object.fromEntries(given.map(pairOf));
  // Wrong arguments are told before anything is connected or unlocked.
  parseArguments(operation, args);
  await withChain(context, (client) =>
    operation.kind === "read"
      ? readOnce(context, operation, (at) => client.read(name, args, at), options)
      : writeOnce(context, operation, client.write(name, args), args, options),
  );
}

function pairOf(text: string): readonly [name: string, value: string] {
  const split = text.indexOf("=");
  if (split <= 0) throw invalidArgument("argument", text, "Write name=value, as in netuid=1.");
  return [text.slice(0, split), text.slice(split + 1)];
}

type Read = Extract<AnyOperation, { kind: "read" }>;
type WriteOperation = Exclude<AnyOperation, Read>;

async function readOnce(
  context: Context,
  { result }: Read,
  read: (options: ReadOptions) => Promise<unknown>,
  { at }: CallOptions,
): Promise<void> {
  const found = await read(at === undefined ? {} : { at: blockOf(at) });
  // What a program gets is what a person can read: there is no other form that fits all results.
  context.print(JSON.stringify(toPlain(result, found), null, 2));
}

async function writeOnce(
  context: Context,
  operation: WriteOperation,
  write: Write,
  args: Readonly<Record<string, string>>,
  options: CallOptions,
): Promise<void> {
  const wallet = await openContextWallet(context);
  const kind = operation.signedBy === "hotkey" ? "hotkey" : "coldkey";
  const lines = [
    operation.summary,
    ...Object.entries(args).map(([name, value]) => `${name}  ${value}`),
    `spends  ${spends[operation.spends]}`,
  ];
  const receipt = await sendWrite(context, { wallet, kind, write, lines, options });
  if (receipt === undefined) return;
  const made = madeBy(operation, receipt.outcome);
  context.result({ operation: write.operation, ...made, ...receiptJson(receipt) }, [
    `done in block ${receipt.blockNumber}, fee ${context.amount(receipt.fee)}`,
    ...("outcome" in made ? [`made ${JSON.stringify(made.outcome)}`] : []),
    receipt.extrinsicHash,
  ]);
}

const spends = {
  nothing: "nothing",
  fee: "the fee alone",
  tao: "TAO",
  alpha: "alpha",
  lock: "TAO that is locked",
  burn: "TAO or alpha for good",
  any: "what the call inside takes",
} as const;
