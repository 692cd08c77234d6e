import { addressOf, openContextWallet } from "../accounts.js";
import type { Context } from "../context.js";
import { requireFunds } from "../funds.js";
import { netuidOf } from "../numbers.js";
import { receiptJson, type SendOptions, sendWrite } from "../send-write.js";
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
export async function createSubnet(context: Context, _: readonly string[], options: SendOptions): Promise<void> {
  const wallet = await openContextWallet(context);
  const coldkey = await addressOf(context, wallet, "coldkey");
  const hotkey = await addressOf(context, wallet, "hotkey");
  await withChain(context, async (client) => {
    const [cost, { free }] = await Promise.all([client.subnets.lockCost(), client.balances.of(coldkey)]);
    requireFunds(context, wallet.name, { free, amount: cost });
    const receipt = await sendWrite(context, {
      wallet,
      write: client.operations.subnets.create({ hotkey }),
      lines: [
        `you pay   ${context.payment(cost)}   from  ${wallet.name} (${context.amount(free)} free)`,
        "for       a new subnet, owned by this coldkey",
        `neuron    ${wallet.hotkeyName} (${hotkey})`,
      ],
      options,
    });
    if (receipt === undefined) return;
    const { outcome: netuid, blockNumber, fee } = receipt;
    context.result({ netuid, coldkey, hotkey, cost, ...receiptJson(receipt) }, [
      `created subnet ${netuid} in block ${blockNumber}, fee ${context.amount(fee)}`,
      `Its alpha can be staked once it is started: tao subnets start ${netuid}`,
    ]);
  });
}

/** Starts a subnet's emission and staking, once. */
export async function startSubnet(
  context: Context,
  [text = ""]: readonly string[],
  options: SendOptions,
): Promise<void> {
  const netuid = netuidOf(text, "netuid");
  const wallet = await openContextWallet(context);
  await addressOf(context, wallet, "coldkey");
  await withChain(context, async (client) => {
    const { name } = await client.subnets.info(netuid);
    const receipt = await sendWrite(context, {
      wallet,
      write: client.operations.subnets.start({ netuid }),
      lines: [`you start  subnet ${netuid} ${name}, as its owner ${wallet.name}`],
      options,
    });
    if (receipt === undefined) return;
    const { blockNumber, fee } = receipt;
    context.result({ netuid, ...receiptJson(receipt) }, [
      `started subnet ${netuid} in block ${blockNumber}, fee ${context.amount(fee)}`,
    ]);
  });
}
