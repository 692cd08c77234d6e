import { RAO_PER_TAO } from "@taostack/primitives";
import { resolveAccount } from "../accounts.js";
import type { Context } from "../context.js";
import { requireFunds } from "../funds.js";
import { positiveAmount } from "../numbers.js";
import { sendWrite } from "../send-write.js";
import { withChain } from "../with-chain.js";
import {
  explainTrade,
  openOrder,
  readOrder,
  reportTrade,
  requireStake,
  type StakeOptions,
  simulate,
  withinLimit,
} from "./stake-order.js";

/** What a coldkey holds where, and what it is worth at the price now. */
export async function listStake(context: Context, [given]: readonly string[]): Promise<void> {
  const { address } = await resolveAccount(context, given, "coldkey");
  const { positions, subnets } = await withChain(context, async (client) => {
    const [positions, subnets] = await Promise.all([client.staking.list(address), client.subnets.list()]);
    return { positions, subnets: new Map(subnets.map((subnet) => [subnet.netuid, subnet])) };
  });
  const valued = positions.map((position) => {
    const { symbol = "", price = 0n } = subnets.get(position.netuid) ?? {};
    return { ...position, symbol, value: (position.stake * price) / RAO_PER_TAO };
  });
  const columns = [
    { head: "netuid", align: "right" },
    { head: "hotkey" },
    { head: "stake", align: "right" },
    { head: "worth τ", align: "right", optional: true },
  ] as const;
  const rows = valued.map(({ netuid, hotkey, stake, symbol, value }) => [
    String(netuid),
    hotkey,
    context.amount(stake, symbol),
    context.amount(value, ""),
  ]);
  context.result(valued, rows.length > 0 ? context.table(columns, rows) : [`${address} has nothing staked.`]);
}

export async function addStake(context: Context, [text = ""]: readonly string[], options: StakeOptions): Promise<void> {
  const amount = positiveAmount(text);
  const order = await readOrder(context, options, options.to);
  await withChain(context, async (client) => {
    const [{ free }, opened] = await Promise.all([client.balances.of(order.coldkey), openOrder(client, order)]);
    requireFunds(context, order.wallet.name, { free, amount });
    const { lines, limitPrice } = explainTrade(context, opened, {
      direction: "buy",
      trade: await simulate(client, "buy", opened, amount),
      from: `${order.wallet.name} (${context.amount(free)} free)`,
    });
    const { wallet, hotkey, netuid } = order;
    const write = client.operations.staking.add({ hotkey, netuid, amount, limitPrice });
    const receipt = await withinLimit(sendWrite(context, { wallet, write, lines, options }));
    if (receipt === undefined) return;
    await reportTrade(context, client, opened, { did: `staked ${context.payment(amount)}`, amount, receipt });
  });
}

export async function removeStake(
  context: Context,
  [text = ""]: readonly string[],
  options: StakeOptions,
): Promise<void> {
  const order = await readOrder(context, options, options.from);
  const wanted = text === "all" ? undefined : positiveAmount(text);
  await withChain(context, async (client) => {
    const [held, opened] = await Promise.all([client.staking.stakeOf(order), openOrder(client, order)]);
    const amount = wanted ?? held;
    requireStake(context, opened, { held, amount });
    const { lines, limitPrice } = explainTrade(context, opened, {
      direction: "sell",
      trade: await simulate(client, "sell", opened, amount),
      from: `${context.amount(held, opened.symbol)} held`,
    });
    const { wallet, hotkey, netuid } = order;
    const write = client.operations.staking.remove({ hotkey, netuid, amount, limitPrice });
    const receipt = await withinLimit(sendWrite(context, { wallet, write, lines, options }));
    if (receipt === undefined) return;
    const did = `unstaked ${context.payment(amount, opened.symbol)}`;
    await reportTrade(context, client, opened, { did, amount, receipt });
  });
}
