import type { SubtensorClient } from "@taostack/chain";
import { formatTao, type Rao, rao, shortAddress } from "@taostack/primitives";
import type { Wallet } from "@taostack/wallet";
import type { Context } from "../context.js";
import { invalidArgument, netuidOf, positiveAmount } from "../numbers.js";
import { confirmSpending } from "../prompt.js";
import { table } from "../view/format.js";
import { openContextWallet, resolveColdkey, resolveHotkey, unlockColdkey, withChain } from "../with-chain.js";

interface StakeOptions {
  readonly netuid?: string;
  readonly to?: string;
  readonly from?: string;
}

export async function listStake(context: Context, [given]: readonly string[]): Promise<void> {
  const coldkey = await resolveColdkey(context, given);
  const positions = await withChain(context, (client) => client.staking.list(coldkey));
  const columns = [{ head: "netuid", align: "right" }, { head: "hotkey" }, { head: "stake", align: "right" }] as const;
  const rows = positions.map(({ netuid, hotkey, stake }) => [String(netuid), hotkey, formatTao(stake, { symbol: "" })]);
  context.result(positions, rows.length > 0 ? table(columns, rows) : [`${shortAddress(coldkey)} has nothing staked.`]);
}

export async function addStake(context: Context, [text = ""]: readonly string[], options: StakeOptions): Promise<void> {
  const amount = positiveAmount(text);
  const order = await orderOf(context, options, options.to);
  await withChain(context, async (client) => {
    const [account, swap] = await Promise.all([
      client.balances.of(order.coldkey),
      simulate(client, "tao_for_alpha", order.netuid, amount),
    ]);
    await confirmSpending(context, [
      `  you pay        ${formatTao(amount)}   from  ${order.wallet.name} (${formatTao(account.free)} free)`,
      `  you receive    ≈ ${formatTao(swap.alphaAmount, { symbol: "α" })}   fee ${formatTao(swap.taoFee)}, slippage ${formatTao(swap.alphaSlippage, { symbol: "α" })}`,
      `  on             ${order.hotkey}, subnet ${order.netuid}`,
    ]);
    const receipt = await client.staking.add({ ...order, signer: await unlockColdkey(context, order.wallet), amount });
    const stake = await client.staking.stakeOf(order);
    context.result({ ...summary(order), amount, stake, blockNumber: receipt.blockNumber, fee: receipt.fee }, [
      `staked ${formatTao(amount)} in block ${receipt.blockNumber}; it now holds ${formatTao(stake, { symbol: "α" })}`,
    ]);
  });
}

export async function removeStake(
  context: Context,
  [text = ""]: readonly string[],
  options: StakeOptions,
): Promise<void> {
  const order = await orderOf(context, options, options.from);
  await withChain(context, async (client) => {
    const held = await client.staking.stakeOf(order);
    const amount = text === "all" ? held : positiveAmount(text);
    if (amount > held || held === 0n)
      throw invalidArgument("amount", text, `${order.wallet.name} holds ${formatTao(held, { symbol: "α" })} there.`);
    const swap = await simulate(client, "alpha_for_tao", order.netuid, amount);
    await confirmSpending(context, [
      `  you give       ${formatTao(amount, { symbol: "α" })}   of  ${formatTao(held, { symbol: "α" })}`,
      `  you receive    ≈ ${formatTao(swap.taoAmount)}   fee ${formatTao(swap.alphaFee, { symbol: "α" })}, slippage ${formatTao(swap.taoSlippage)}`,
      `  from           ${order.hotkey}, subnet ${order.netuid}`,
    ]);
    const receipt = await client.staking.remove({
      ...order,
      signer: await unlockColdkey(context, order.wallet),
      amount,
    });
    const stake = await client.staking.stakeOf(order);
    context.result({ ...summary(order), amount, stake, blockNumber: receipt.blockNumber, fee: receipt.fee }, [
      `unstaked ${formatTao(amount, { symbol: "α" })} in block ${receipt.blockNumber}; ${formatTao(stake, { symbol: "α" })} stay`,
    ]);
  });
}

interface Order {
  readonly wallet: Wallet;
  readonly coldkey: string;
  readonly hotkey: string;
  readonly netuid: number;
}

async function orderOf(context: Context, { netuid = "" }: StakeOptions, hotkey: string | undefined): Promise<Order> {
  const wallet = await openContextWallet(context);
  return {
    wallet,
    coldkey: await wallet.coldkeyAddress(),
    hotkey: await resolveHotkey(context, hotkey),
    netuid: netuidOf(netuid),
  };
}

const summary = ({ coldkey, hotkey, netuid }: Order) => ({ coldkey, hotkey, netuid });

/** What the pool would give now; amounts in rao. */
interface SimulatedSwap {
  readonly taoAmount: Rao;
  readonly alphaAmount: Rao;
  readonly taoFee: Rao;
  readonly alphaFee: Rao;
  readonly taoSlippage: Rao;
  readonly alphaSlippage: Rao;
}

async function simulate(
  client: SubtensorClient,
  kind: "tao_for_alpha" | "alpha_for_tao",
  netuid: number,
  amount: Rao,
): Promise<SimulatedSwap> {
  const found = await client.chain.runtimeCall<Record<keyof SimulatedSwap, bigint>>(
    "SwapRuntimeApi",
    `sim_swap_${kind}`,
    [netuid, amount],
  );
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, rao(BigInt(value))]),
  ) as unknown as SimulatedSwap;
}
