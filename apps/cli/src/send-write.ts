import type { TxReceipt, Write, WriteReceipt } from "@taostack/chain";
import type { Rao } from "@taostack/primitives";
import type { Signer, Wallet } from "@taostack/wallet";
import { addressOf, unlockColdkey } from "./accounts.js";
import type { Context } from "./context.js";
import { confirmSpending } from "./prompt.js";

/** What every command that writes can be told. */
export interface SendOptions {
  /** Let the node try it; send nothing. */
  readonly dryRun?: boolean;
  /** Send it encrypted to a block's author. */
  readonly shielded?: boolean;
}

export interface Sending<O> {
  readonly wallet: Wallet;
  readonly kind?: "coldkey" | "hotkey";
  readonly write: Write<O>;
  /** What it does, for the person who confirms. The signer and the fee come after. */
  readonly lines: readonly string[];
  readonly options: SendOptions;
}

/**
 * Shows what a write does and its fee, asks, signs and sends. A trial asks nobody, prints what it found, and gives `undefined`.
 * @throws `cli/not_confirmed`, and as `Write.submit`; a trial throws the error that sending would.
 */
export async function sendWrite<O>(context: Context, sending: Sending<O>): Promise<WriteReceipt<O> | undefined> {
  const { wallet, kind = "coldkey", write, options } = sending;
  const fee = await write.fee(await addressOf(context, wallet, kind));
  const lines = [...sending.lines, feeLine(context, sending, fee)];
  if (options.dryRun) {
    await tryOnly(context, { write, lines, fee, signer: await signerOf(context, wallet, kind) });
    return undefined;
  }
  await confirmSpending(context, lines);
  const signer = await signerOf(context, wallet, kind);
  return options.shielded ? write.submitShielded({ signer }) : write.submit({ signer });
}

/** In line with those above it: the first word of each is as wide. */
function feeLine(context: Context, { lines, wallet, kind = "coldkey" }: Sending<unknown>, fee: Rao): string {
  const width = Math.max(0, ...lines.map((line) => /^\S+(?: \S+)*? {2,}/.exec(line)?.[0].length ?? 0));
  const who = `signed by the ${kind} of ${wallet.name}`;
  return `${"fee".padEnd(width || 5)}${fee === 0n ? "nothing" : context.payment(fee)}   ${who}`;
}

const signerOf = (context: Context, wallet: Wallet, kind: "coldkey" | "hotkey"): Promise<Signer> =>
  kind === "hotkey" ? wallet.hotkey(context.surroundings.env.TAO_HOTKEY_PASSWORD) : unlockColdkey(context, wallet);

interface Trial {
  readonly write: Write<unknown>;
  readonly lines: readonly string[];
  readonly fee: Rao;
  readonly signer: Signer;
}

async function tryOnly(context: Context, { write, lines, fee, signer }: Trial): Promise<void> {
  const { succeeds, error } = await write.dryRun(signer);
  if (!succeeds) throw error;
  context.result({ operation: write.operation, succeeds: true, fee }, [
    ...lines.map((line) => `  ${line}`),
    "it would succeed; nothing was sent",
  ]);
}

/** What a program is told of a write that is done. */
export const receiptJson = ({ blockNumber, extrinsicHash, fee }: TxReceipt) => ({ fee, blockNumber, extrinsicHash });
