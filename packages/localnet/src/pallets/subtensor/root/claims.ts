import { I96F32 } from "@taostack/incentive";
import type { Context, Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { events } from "../events.js";
import { ROOT } from "../networks/networks.js";
import { plus, sub } from "../saturating.js";
import { recordProtocolFlow, sellAlpha } from "../staking/pool.js";
import { increaseStake, stakeOf } from "../staking/shares.js";
import { storage } from "../storage/index.js";
import { moveTao } from "../tao/balances.js";
import { subnetAccount } from "../tao/system-accounts.js";

const rateTimes = (rate: bigint, amount: bigint): bigint => I96F32.mul(rate, I96F32.fromInteger(amount));

/** What the rates of the hotkey owe for `amount` of root stake, per subnet, floored to rao. */
const owedFor = (at: Readable, hotkey: AccountId, amount: bigint): [netuid: number, owed: bigint][] =>
  storage.RootClaimable.get(at, hotkey).map(([netuid, rate]) => [netuid, I96F32.toU64(rateTimes(rate, amount))]);

/** After root stake was added: it has no claim on dividends of the past. */
export function forgoPastDividends(ctx: Context, hotkey: AccountId, coldkey: AccountId, added: bigint): void {
  for (const [netuid, owed] of owedFor(ctx, hotkey, added)) {
    storage.RootClaimed.mutate(ctx, netuid, hotkey, coldkey, (claimed) => claimed + owed);
  }
}

/** After root stake was removed: what it had claimed no longer counts. */
export function forgetClaims(ctx: Context, hotkey: AccountId, coldkey: AccountId, removed: bigint): void {
  for (const [netuid, owed] of owedFor(ctx, hotkey, removed)) {
    storage.RootClaimed.mutate(ctx, netuid, hotkey, coldkey, (claimed) => sub(claimed, owed));
  }
}

/** Raises what each rao of root stake on the hotkey may claim of a subnet's alpha. `rate` is I96F32 bits. */
export function raiseClaimableRate(ctx: Context, hotkey: AccountId, netuid: number, rate: bigint): void {
  storage.RootClaimable.mutate(ctx, hotkey, (rates) => {
    const known = rates.find(([id]) => id === netuid)?.[1] ?? 0n;
    const others = rates.filter(([id]) => id !== netuid);
    return [...others, [netuid, I96F32.add(known, rate)] as [number, bigint]].sort(([a], [b]) => a - b);
  });
}

/** Alpha of a subnet that the coldkey's root stake on the hotkey may claim now, I96F32 bits. */
function owedBits(at: Readable, hotkey: AccountId, coldkey: AccountId, netuid: number): bigint {
  const rate = storage.RootClaimable.get(at, hotkey).find(([id]) => id === netuid)?.[1] ?? 0n;
  const claimed = I96F32.fromInteger(storage.RootClaimed.get(at, netuid, hotkey, coldkey));
  return I96F32.sub(rateTimes(rate, stakeOf(at, hotkey, coldkey, ROOT)), claimed);
}

function keepsAlpha(at: Readable, coldkey: AccountId, netuid: number): boolean {
  const type = storage.RootClaimType.get(at, coldkey);
  return type.type === "Keep" || (type.type === "KeepSubnets" && type.value.subnets.includes(netuid));
}

/** Claims one subnet's root dividends of a coldkey on a hotkey, if they reach the threshold. */
function claimOne(ctx: Context, hotkey: AccountId, coldkey: AccountId, netuid: number): void {
  const bits = owedBits(ctx, hotkey, coldkey, netuid);
  const owed = I96F32.toU64(bits);
  if (bits < storage.RootClaimableThreshold.get(ctx, netuid) || owed === 0n) return;
  if (keepsAlpha(ctx, coldkey, netuid)) increaseStake(ctx, hotkey, coldkey, netuid, owed);
  else swapToRoot(ctx, hotkey, coldkey, netuid, owed);
  storage.RootClaimed.mutate(ctx, netuid, hotkey, coldkey, (claimed) => claimed + owed);
}

function swapToRoot(ctx: Context, hotkey: AccountId, coldkey: AccountId, netuid: number, alpha: bigint): void {
  const { paidOut } = sellAlpha(ctx, netuid, alpha, { dropFees: true });
  if (paidOut === 0n) return;
  moveTao(ctx, subnetAccount(netuid), subnetAccount(ROOT), paidOut);
  storage.SubnetRootSellTao.mutate(ctx, netuid, plus(paidOut));
  recordProtocolFlow(ctx, netuid, -paidOut);
  increaseStake(ctx, hotkey, coldkey, ROOT, paidOut);
  storage.SubnetTAO.mutate(ctx, ROOT, plus(paidOut));
  storage.SubnetAlphaOut.mutate(ctx, ROOT, plus(paidOut));
  storage.TotalStake.mutate(ctx, plus(paidOut));
  forgoPastDividends(ctx, hotkey, coldkey, paidOut);
}

/** Claims all root dividends of a coldkey; with `netuids`, of those subnets only. */
export function claimRoot(ctx: Context, coldkey: AccountId, netuids?: readonly number[]): void {
  for (const hotkey of storage.StakingHotkeys.get(ctx, coldkey)) {
    for (const [netuid] of storage.RootClaimable.get(ctx, hotkey)) {
      if (netuids === undefined || netuids.includes(netuid)) claimOne(ctx, hotkey, coldkey, netuid);
    }
  }
  ctx.emit(events.make.RootClaimed({ coldkey }));
}
