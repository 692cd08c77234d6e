import { formatTao } from "@taostack/primitives";
import type { Context } from "../context.js";
import { table } from "../view/format.js";
import { resolveColdkey, withChain } from "../with-chain.js";

export async function balance(context: Context, [given]: readonly string[]): Promise<void> {
  const address = await resolveColdkey(context, given);
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
    value: (stake.stake * (prices.get(stake.netuid) ?? 0n)) / 1_000_000_000n,
  }));
  const staked = positions.reduce((sum, { value }) => sum + value, 0n);
  context.result({ address, ...account, positions, stakedValue: staked, total: account.free + staked }, [
    address,
    ...table(
      [{ head: "" }, { head: "", align: "right" }],
      [
        ["free", formatTao(account.free)],
        ["staked, at today's prices", formatTao(staked)],
        ["together", formatTao(account.free + staked)],
      ],
    ).slice(1),
  ]);
}
