import { parseArguments } from "@taostack/chain/operations";
import { openContextWallet, resolveAccount } from "../accounts.js";
import type { Context } from "../context.js";
import { invalidArgument } from "../errors.js";
import { receiptJson, type SendOptions, sendWrite } from "../send-write.js";
import { withChain } from "../with-chain.js";

const percent = (take: number): string => `${((take / 65_535) * 100).toFixed(2)} %`;

/** The chain has two calls, one to take more and one to take less. */
export async function setTake(context: Context, [text = ""]: readonly string[], options: SendOptions): Promise<void> {
  const wallet = await openContextWallet(context);
  const { address: hotkey, label } = await resolveAccount(context, undefined, "hotkey");
  const { take } = parseArguments("delegates.increaseTake", { hotkey, take: text }) as { take: number };
  await withChain(context, async (client) => {
    const { delegates } = client.operations;
    const before = await delegates.take({ hotkey });
    if (take === before) throw invalidArgument("take", text, `It is ${percent(before)} already.`);
    const change = take > before ? delegates.increaseTake : delegates.decreaseTake;
    const lines = [`take    ${percent(before)} → ${percent(take)}`, `hotkey  ${label}`];
    const receipt = await sendWrite(context, { wallet, write: change({ hotkey, take }), lines, options });
    if (receipt === undefined) return;
    context.result({ hotkey, take: take / 65_535, ...receiptJson(receipt) }, [
      `takes ${percent(take)} from block ${receipt.blockNumber} on`,
    ]);
  });
}
