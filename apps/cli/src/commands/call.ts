import type { ReadOptions, Write } from "@taostack/chain";
import { type AnyOperation, operationNamed, parseArguments, toPlain } from "@taostack/chain/operations";
import { addressOf, openContextWallet, unlockColdkey } from "../accounts.js";
import type { Context } from "../context.js";
import { invalidArgument } from "../errors.js";
import { madeBy } from "../made-by.js";
import { wholeNumber } from "../numbers.js";
import { confirmSpending } from "../prompt.js";
import { withChain } from "../with-chain.js";

export interface CallOptions {
  readonly at?: string;
  readonly dryRun?: boolean;
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

/** A number or a hash. */
const blockOf = (text: string): number | string => (text.startsWith("0x") ? text : wholeNumber("--at", text, {}));

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
  { dryRun }: CallOptions,
): Promise<void> {
  const wallet = await openContextWallet(context);
  const kind = operation.signedBy === "hotkey" ? "hotkey" : "coldkey";
  const address = await addressOf(context, wallet, kind);
  const fee = await write.fee(address);
  const lines = [
    `${write.operation}  ${operation.summary}`,
    ...Object.entries(args).map(([name, value]) => `${name}  ${value}`),
    `signed by  the ${kind} of ${wallet.name} (${address})`,
    `spends     ${spendingOf(operation, context.payment(fee))}`,
  ];
  if (!dryRun) await confirmSpending(context, lines);
  const signer = await (kind === "hotkey"
    ? wallet.hotkey(context.surroundings.env.TAO_HOTKEY_PASSWORD)
    : unlockColdkey(context, wallet));
  if (dryRun) return tell(context, lines, fee, await write.dryRun(signer));
  const { blockNumber, extrinsicHash, outcome, fee: paid } = await write.submit({ signer });
  const made = madeBy(operation, outcome);
  context.result({ operation: write.operation, ...made, fee: paid, blockNumber, extrinsicHash }, [
    `done in block ${blockNumber}, fee ${context.amount(paid)}`,
    ...("outcome" in made ? [`made ${JSON.stringify(made.outcome)}`] : []),
    extrinsicHash,
  ]);
}

/** What a trial showed. @throws the error that sending it would throw. */
function tell(
  context: Context,
  lines: readonly string[],
  fee: bigint,
  { succeeds, error }: Awaited<ReturnType<Write["dryRun"]>>,
): void {
  if (!succeeds) throw error;
  context.result({ succeeds: true, fee }, [...lines, "it would succeed; nothing was sent"]);
}

const spends = {
  fee: "",
  tao: "TAO, ",
  alpha: "alpha, ",
  lock: "TAO that is locked, ",
  burn: "TAO or alpha for good, ",
  any: "what the call inside takes, ",
};

const spendingOf = ({ spends: what }: WriteOperation, fee: string): string =>
  what === "nothing" ? "nothing" : `${spends[what]}fee ${fee}`;
