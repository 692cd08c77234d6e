import { addressOf, openContextWallet, resolveAccount } from "../accounts.js";
import type { Context } from "../context.js";
import { requireFunds } from "../funds.js";
import { positiveAmount } from "../numbers.js";
import { receiptJson, type SendOptions, sendWrite } from "../send-write.js";
import { withChain } from "../with-chain.js";

export async function transfer(
  context: Context,
  [text = "", given]: readonly string[],
  options: SendOptions,
): Promise<void> {
  const amount = positiveAmount(text);
  const to = await resolveAccount(context, given, "coldkey");
  const wallet = await openContextWallet(context);
  const from = await addressOf(context, wallet, "coldkey");
  await withChain(context, async (client) => {
    const { free } = await client.balances.of(from);
    requireFunds(context, wallet.name, { free, amount });
    const receipt = await sendWrite(context, {
      wallet,
      write: client.operations.balances.transfer({ to: to.address, amount }),
      lines: [
        `you send  ${context.payment(amount)}   from  ${wallet.name} (${context.amount(free)} free)`,
        `to        ${to.label}`,
      ],
      options,
    });
    if (receipt === undefined) return;
    context.result({ from, to: to.address, amount, ...receiptJson(receipt) }, [
      `sent ${context.payment(amount)} in block ${receipt.blockNumber}, fee ${context.amount(receipt.fee)}`,
      receipt.extrinsicHash,
    ]);
  });
}
