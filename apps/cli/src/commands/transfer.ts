import { formatTao } from "@taostack/primitives";
import type { Context } from "../context.js";
import { positiveAmount } from "../numbers.js";
import { confirmSpending } from "../prompt.js";
import { openContextWallet, resolveColdkey, unlockColdkey, withChain } from "../with-chain.js";

export async function transfer(context: Context, [text = "", given]: readonly string[]): Promise<void> {
  const amount = positiveAmount(text);
  const to = await resolveColdkey(context, given);
  const wallet = await openContextWallet(context);
  await withChain(context, async (client) => {
    const { free } = await client.balances.of(await wallet.coldkeyAddress());
    await confirmSpending(context, [
      `  you send       ${formatTao(amount)}   from  ${wallet.name} (${formatTao(free)} free)`,
      `  to             ${to}`,
    ]);
    const signer = await unlockColdkey(context, wallet);
    const receipt = await client.balances.transfer({ signer, to, amount });
    const { blockNumber, extrinsicHash, fee } = receipt;
    context.result({ to, amount, blockNumber, extrinsicHash, fee }, [
      `sent ${formatTao(amount)} in block ${blockNumber}, fee ${formatTao(fee)}`,
      extrinsicHash,
    ]);
  });
}
