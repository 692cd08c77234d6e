import type { Metagraph } from "@taostack/chain";
import { formatTao, shortAddress } from "@taostack/primitives";
import type { Context } from "../context.js";
import { netuidOf } from "../numbers.js";
import { table } from "../view/format.js";
import { withChain } from "../with-chain.js";

/** Without a netuid, the subnet of the network that runs in this folder. */
export async function metagraph(context: Context, [text]: readonly string[]): Promise<void> {
  const netuid = text === undefined ? ((await context.upFile())?.chain.netuid ?? 1) : netuidOf(text);
  const graph = await withChain(context, (client) => client.metagraph(netuid));
  const { name, block, n, tempo, blocksSinceLastStep } = graph;
  const head = `subnet ${netuid} ${name}   block ${block}   ${n} neurons   epoch in ${Math.max(0, tempo - blocksSinceLastStep)}`;
  context.result(toJson(graph), [head, "", ...table(columns, rowsOf(graph))]);
}

const columns = [
  { head: "uid", align: "right" },
  { head: "hotkey" },
  { head: "permit" },
  { head: "stake", align: "right" },
  { head: "incentive", align: "right" },
  { head: "dividends", align: "right" },
  { head: "trust", align: "right" },
  { head: "emission", align: "right" },
  { head: "updated", align: "right" },
  { head: "axon" },
] as const;

const fraction = (value = 0): string => (value / 65_535).toFixed(4);

function rowsOf(graph: Metagraph): string[][] {
  return graph.hotkeys.map((hotkey, uid) => {
    const axon = graph.axons[uid];
    return [
      String(uid),
      shortAddress(hotkey),
      graph.validatorPermit[uid] ? "yes" : "",
      formatTao(graph.stake[uid] ?? 0n, { symbol: "", decimals: 3 }),
      fraction(graph.incentive[uid]),
      fraction(graph.dividends[uid]),
      fraction(graph.validatorTrust[uid]),
      formatTao(graph.emission[uid] ?? 0n, { symbol: "", decimals: 4 }),
      graph.lastUpdate[uid] ? String(graph.lastUpdate[uid]) : "",
      axon ? `${axon.ip}:${axon.port}` : "",
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
