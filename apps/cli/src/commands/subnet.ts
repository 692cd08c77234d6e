import { formatTao } from "@taostack/primitives";
import type { Context } from "../context.js";
import { table } from "../view/format.js";
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
    { head: "tempo", align: "right" },
  ] as const;
  const rows = subnets.map(({ netuid, name, symbol, price, taoIn, neurons, tempo }) => [
    String(netuid),
    name,
    symbol,
    formatTao(price, { symbol: "", decimals: 6 }),
    formatTao(taoIn, { symbol: "", decimals: 3 }),
    String(neurons),
    String(tempo),
  ]);
  context.result(subnets, table(columns, rows));
}
