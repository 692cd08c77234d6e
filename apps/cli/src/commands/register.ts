import { addressOf, openContextWallet } from "../accounts.js";
import type { Context } from "../context.js";
import { requireFunds } from "../funds.js";
import { netuidOf } from "../numbers.js";
import { receiptJson, type SendOptions, sendWrite } from "../send-write.js";
import { withChain } from "../with-chain.js";

interface RegisterOptions extends SendOptions {
  readonly netuid?: string;
}

/** Buys the wallet's hotkey a place on a subnet. A hotkey that has one keeps it, and nothing is spent. */
export async function register(context: Context, _: readonly string[], options: RegisterOptions): Promise<void> {
  const netuid = netuidOf(options.netuid ?? "");
  const wallet = await openContextWallet(context);
  const coldkey = await addressOf(context, wallet, "coldkey");
  const hotkey = await addressOf(context, wallet, "hotkey");
  await withChain(context, async (client) => {
    const [{ name }, burn, { free }, present] = await Promise.all([
      client.subnets.info(netuid),
      client.neurons.burn(netuid),
      client.balances.of(coldkey),
      client.neurons.uid(netuid, hotkey),
    ]);
    if (present !== undefined) {
      return context.result({ netuid, hotkey, uid: present, registered: false }, [
        `${hotkey} is registered on subnet ${netuid} ${name} already, as uid ${present}`,
      ]);
    }
    requireFunds(context, wallet.name, { free, amount: burn });
    const receipt = await sendWrite(context, {
      wallet,
      write: client.operations.neurons.register({ netuid, hotkey }),
      lines: [
        `you pay   ${context.payment(burn)}   from  ${wallet.name} (${context.amount(free)} free); it is burned`,
        `for       a place on subnet ${netuid} ${name}`,
        `hotkey    ${wallet.hotkeyName} (${hotkey})`,
      ],
      options,
    });
    if (receipt === undefined) return;
    const { outcome: uid, blockNumber, fee } = receipt;
    context.result({ netuid, hotkey, uid, registered: true, burn, ...receiptJson(receipt) }, [
      `registered as uid ${uid} of subnet ${netuid} in block ${blockNumber}, fee ${context.amount(fee)}`,
    ]);
  });
}
