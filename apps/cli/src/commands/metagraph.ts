import type { Metagraph } from "@taostack/chain";
import { shortAddress } from "@taostack/primitives";
import type { Context } from "../context.js";
import { netuidOf } from "../numbers.js";
import { type Column, grouped, plainText } from "../view/format.js";
import { withChain } from "../with-chain.js";

/** Without a netuid, the subnet of the network that runs in this folder. */
export async function metagraph(context: Context, [text]: readonly string[]): Promise<void> {
  const netuid = text === undefined ? ((await context.localNetwork())?.chain.netuid ?? 1) : netuidOf(text, "netuid");
  const graph = await withChain(context, (client) => client.metagraph(netuid));
  context.result(toJson(graph), [headOf(graph), "", ...context.table(columnsOf(graph), rowsOf(context, graph))]);
}

function headOf({ netuid, name, block, n, tempo, blocksSinceLastStep }: Metagraph): string {
  const epoch = `epoch in ${Math.max(0, tempo - blocksSinceLastStep)}`;
  return `subnet ${netuid} ${plainText(name)}   block ${grouped(block)}   ${n} neurons   ${epoch}`;
}

const columnsOf = ({ symbol }: Metagraph): readonly Column[] => [
  { head: "uid", align: "right" },
  { head: "hotkey" },
  { head: "permit" },
  { head: `stake ${symbol}`, align: "right" },
  { head: "incentive", align: "right" },
  { head: "dividends", align: "right" },
  { head: `paid ${symbol}`, align: "right" },
  { head: "axon", optional: true },
  { head: "trust", align: "right", optional: true },
  { head: "updated", align: "right", optional: true },
];

/** u16 fraction. */
const fraction = (value = 0): string => (value === 0 ? "" : (value / 65_535).toFixed(4));

function rowsOf(context: Context, graph: Metagraph): string[][] {
  return graph.hotkeys.map((hotkey, uid) => {
    const axon = graph.axons[uid];
    return [
      String(uid),
      shortAddress(hotkey),
      graph.validatorPermit[uid] ? "yes" : "",
      context.amount(graph.stake[uid] ?? 0n, ""),
      fraction(graph.incentive[uid]),
      fraction(graph.dividends[uid]),
      graph.emission[uid] ? context.amount(graph.emission[uid] ?? 0n, "") : "",
      axon ? `${axon.ip}:${axon.port}` : "",
      fraction(graph.validatorTrust[uid]),
      graph.lastUpdate[uid] ? grouped(graph.lastUpdate[uid] ?? 0) : "",
    ];
  });
}

/** Columns as plain arrays; typed arrays would become objects in JSON. */
const toJson = (graph: Metagraph): unknown =>
  Object.fromEntries(
    Object.entries(graph).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? Array.from(value as unknown as Iterable<unknown>) : value,
    ]),
  );
