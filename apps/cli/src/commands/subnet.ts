import { addressOf, openContextWallet, unlockColdkey } from "../accounts.js";
import type { Context } from "../context.js";
import { requireFunds } from "../funds.js";
import { netuidOf } from "../numbers.js";
import { confirmSpending } from "../prompt.js";
import { withChain } from "../with-chain.js";

export async function listSubnets(context: Context): Promise<void> {
  const subnets = await withChain(context, (client) => client.subnets.list());
  const columns = [
    { head: "netuid", align: "right" },
    { head: "name" },
    { head: "symbol" },
    { head: "price τ", align: "right" },
    { head: "τ in pool", align: "right" },
    { head: "neurons", align: "right" },
    { head: "tempo", align: "right", optional: true },
  ] as const;
  const rows = subnets.map(({ netuid, name, symbol, price, taoIn, neurons, tempo }) => [
    String(netuid),
    name,
    symbol,
    context.amount(price, ""),
    context.amount(taoIn, ""),
    String(neurons),
    String(tempo),
  ]);
  context.result(subnets, context.table(columns, rows));
}

/** Creates a subnet that the wallet's coldkey owns, with its hotkey as the first neuron. */
export async function createSubnet(context: Context): Promise<void> {
  const wallet = await openContextWallet(context);
  const coldkey = await addressOf(context, wallet, "coldkey");
  const hotkey = await addressOf(context, wallet, "hotkey");
  await withChain(context, async (client) => {
    const [cost, { free }] = await Promise.all([client.subnets.lockCost(), client.balances.of(coldkey)]);
    requireFunds(context, wallet.name, { free, amount: cost });
    await confirmSpending(context, [
      `you pay   ${context.payment(cost)}   from  ${wallet.name} (${context.amount(free)} free)`,
      "for       a new subnet, owned by this coldkey",
      `neuron    ${wallet.hotkeyName} (${hotkey})`,
    ]);
    const { netuid, receipt } = await client.subnets.register({ signer: await unlockColdkey(context, wallet), hotkey });
    const { blockNumber, extrinsicHash, fee } = receipt;
    context.result({ netuid, coldkey, hotkey, cost, fee, blockNumber, extrinsicHash }, [
      `created subnet ${netuid} in block ${blockNumber}, fee ${context.amount(fee)}`,
      `Its alpha can be staked once it is started: tao subnet start ${netuid}`,
    ]);
  });
}

/** Starts a subnet's emission and staking, once. */
export async function startSubnet(context: Context, [text = ""]: readonly string[]): Promise<void> {
  const netuid = netuidOf(text, "netuid");
  const wallet = await openContextWallet(context);
  await addressOf(context, wallet, "coldkey");
  await withChain(context, async (client) => {
    const { name } = await client.subnets.info(netuid);
    await confirmSpending(context, [
      `you start  subnet ${netuid} ${name}, as its owner ${wallet.name}, for the chain's fee`,
    ]);
    const signer = await unlockColdkey(context, wallet);
    const { blockNumber, extrinsicHash, fee } = await client.subnets.startCall({ signer, netuid });
    context.result({ netuid, fee, blockNumber, extrinsicHash }, [
      `started subnet ${netuid} in block ${blockNumber}, fee ${context.amount(fee)}`,
    ]);
  });
}
