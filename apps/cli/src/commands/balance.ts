import { RAO_PER_TAO } from "@taostack/primitives";
import { resolveAccount } from "../accounts.js";
import type { Context } from "../context.js";
import { withChain } from "../with-chain.js";

export async function balance(context: Context, [given]: readonly string[]): Promise<void> {
  const { address, label } = await resolveAccount(context, given, "coldkey");
  const { account, stakes, prices } = await withChain(context, async (client) => {
    const [account, stakes, subnets] = await Promise.all([
      client.balances.of(address),
      client.staking.list(address),
      client.subnets.list(),
    ]);
    return { account, stakes, prices: new Map(subnets.map(({ netuid, price }) => [netuid, price])) };
  });
  const positions = stakes.map((stake) => ({
    ...stake,
    value: (stake.stake * (prices.get(stake.netuid) ?? 0n)) / RAO_PER_TAO,
  }));
  const stakedValue = positions.reduce((sum, { value }) => sum + value, 0n);
  const total = account.free + stakedValue;
  const staked = `staked, worth now, ${positions.length} ${positions.length === 1 ? "position" : "positions"}`;
  const columns = [{ head: label }, { head: "τ", align: "right" }] as const;
  const rows = [
    ["free", context.amount(account.free, "")],
    [staked, context.amount(stakedValue, "")],
    ["together", context.amount(total, "")],
  ];
  context.result({ address, ...account, positions, stakedValue, total }, context.table(columns, rows));
}
