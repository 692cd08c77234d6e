import { addressOf, openContextWallet, resolveAccount, unlockColdkey } from "../accounts.js";
import type { Context } from "../context.js";
import { requireFunds } from "../funds.js";
import { positiveAmount } from "../numbers.js";
import { confirmSpending } from "../prompt.js";
import { withChain } from "../with-chain.js";

export async function transfer(context: Context, [text = "", given]: readonly string[]): Promise<void> {
  const amount = positiveAmount(text);
  const to = await resolveAccount(context, given, "coldkey");
  const wallet = await openContextWallet(context);
  const from = await addressOf(context, wallet, "coldkey");
  await withChain(context, async (client) => {
    const { free } = await client.balances.of(from);
    requireFunds(context, wallet.name, { free, amount });
    await confirmSpending(context, [
      `you send  ${context.payment(amount)}   from  ${wallet.name} (${context.amount(free)} free)`,
      `to        ${to.label}`,
    ]);
    const signer = await unlockColdkey(context, wallet);
    const { blockNumber, extrinsicHash, fee } = await client.balances.transfer({ signer, to: to.address, amount });
    context.result({ from, to: to.address, amount, fee, blockNumber, extrinsicHash }, [
      `sent ${context.payment(amount)} in block ${blockNumber}, fee ${context.amount(fee)}`,
      extrinsicHash,
    ]);
  });
}
