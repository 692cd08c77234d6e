import type { SubtensorClient } from "@taostack/chain";
import { type KeySummary, listWallets } from "@taostack/wallet";
import { addressOf, openContextWallet } from "../accounts.js";
import type { Context } from "../context.js";
import { grouped } from "../view/format.js";
import { withChain } from "../with-chain.js";

/** The neurons of a wallet: one row for each hotkey and subnet. */
export async function overview(context: Context): Promise<void> {
  const wallet = await openContextWallet(context);
  const coldkey = await addressOf(context, wallet, "coldkey");
  const found = (await listWallets(await context.walletPath())).find(({ name }) => name === wallet.name);
  const hotkeys = found?.hotkeys ?? [];
  const { free, neurons, block } = await withChain(context, async (client) => {
    const [{ free }, { number }] = await Promise.all([client.balances.of(coldkey), client.blocks.head()]);
    return {
      free,
      block: number,
      neurons: (await Promise.all(hotkeys.map((hotkey) => neuronsOf(client, hotkey)))).flat(),
    };
  });
  const columns = [
    { head: "hotkey" },
    { head: "netuid", align: "right" },
    { head: "uid", align: "right" },
    { head: "stake", align: "right" },
    { head: "incentive", align: "right" },
    { head: "dividends", align: "right" },
    { head: "paid", align: "right" },
    { head: "updated", align: "right", optional: true },
  ] as const;
  const rows = neurons.map(({ name, neuron }) => [
    name,
    String(neuron.netuid),
    String(neuron.uid),
    context.amount(neuron.stake, "α"),
    fraction(neuron.incentive),
    fraction(neuron.dividends),
    context.amount(neuron.emission, "α"),
    `${grouped(Math.max(0, block - neuron.lastUpdate))} ago`,
  ]);
  const none = `None of its ${hotkeys.length} hotkeys is registered on a subnet.`;
  const json = neurons.map(({ name, neuron }) => ({ hotkeyName: name, ...neuron }));
  context.result({ wallet: wallet.name, coldkey, free, block, neurons: json }, [
    `${wallet.name} (${coldkey})   ${context.amount(free)} free`,
    "",
    ...(rows.length > 0 ? context.table(columns, rows) : [none]),
  ]);
}

const fraction = (value: number): string => (value === 0 ? "" : (value / 65_535).toFixed(4));

async function neuronsOf({ operations: { neurons } }: SubtensorClient, { name, address }: KeySummary) {
  if (address === undefined) return [];
  const netuids = await neurons.subnetsOf({ hotkey: address });
  const uids = await Promise.all(netuids.map((netuid) => neurons.uid({ netuid, hotkey: address })));
  const found = await Promise.all(
    uids.map((uid, index) => (uid === undefined ? undefined : neurons.get({ netuid: netuids[index] ?? 0, uid }))),
  );
  return found.flatMap((neuron) => (neuron === undefined ? [] : [{ name, neuron }]));
}
