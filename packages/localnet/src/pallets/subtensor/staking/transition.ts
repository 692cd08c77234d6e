import { maxMoveAtLimit, U64F64 } from "@taostack/incentive";
import { type Context, ensure, fail } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { hotkeyExists } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { transferLock } from "../locks/transfer-lock.js";
import { ensureSubnet, ROOT } from "../networks/networks.js";
import { forgetClaims, forgoPastDividends } from "../root/claims.js";
import { indexColdkey, unindexColdkey } from "../root/coldkey-index.js";
import { min } from "../saturating.js";
import { storage } from "../storage/index.js";
import { moveTao } from "../tao/balances.js";
import { ensureStakeAvailable } from "./availability.js";
import { MIN_STAKE } from "./orders.js";
import { quoteSale, readPool, refusable, spotPrice } from "./pool.js";
import { stakeInto } from "./purchase.js";
import { unstakeFrom } from "./sale.js";
import { decreaseStake, increaseStake, stakeOf } from "./shares.js";

export interface Position {
  readonly coldkey: AccountId;
  readonly hotkey: AccountId;
  readonly netuid: number;
}

export interface Transition {
  readonly from: Position;
  readonly to: Position;
  /** Alpha of the origin. */
  readonly amount: bigint;
  /** Least price of the origin in that of the destination, where 10^9 is 1. */
  readonly limit?: bigint;
  readonly allowPartial?: boolean;
  /** Both subnets have to let stake change its coldkey. */
  readonly changesColdkey?: boolean;
}

/** Moves stake from one position to another. Returns what it was worth in TAO. */
export function moveStake(ctx: Context, transition: Transition): bigint {
  const amount = checkTransition(ctx, transition);
  const checked = { ...transition, amount };
  return transition.from.netuid === transition.to.netuid ? moveShares(ctx, checked) : moveThroughPools(ctx, checked);
}

/** Checks in the chain's order; returns how much alpha may be moved. */
function checkTransition(ctx: Context, transition: Transition): bigint {
  const { from, to, limit, allowPartial = false, changesColdkey = false } = transition;
  const staked = stakeOf(ctx, from.hotkey, from.coldkey, from.netuid);
  const amount = min(transition.amount, staked);
  const crosses = from.netuid !== to.netuid;
  ensure(crosses || from.coldkey !== to.coldkey || from.hotkey !== to.hotkey, errors.SameNetuid);
  for (const { netuid } of [from, to]) ensureSubnet(ctx, netuid);
  for (const { netuid } of [from, to]) ensure(storage.SubtokenEnabled.get(ctx, netuid), errors.SubtokenDisabled);
  for (const { hotkey } of [from, to]) ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists);
  ensure(amount > 0n && amount <= staked, errors.NotEnoughStakeToWithdraw);
  const most = limit === undefined ? amount : maxMove(ctx, from.netuid, to.netuid, limit);
  if (crosses) checkSale(ctx, from.netuid, amount, allowPartial ? amount : most);
  for (const { netuid } of changesColdkey ? [from, to] : []) {
    ensure(storage.TransferToggle.get(ctx, netuid), errors.TransferDisallowed);
  }
  if (crosses) ensureStakeAvailable(ctx, from.coldkey, from.netuid, amount);
  return min(amount, most);
}

const maxMove = (ctx: Context, origin: number, destination: number, limit: bigint): bigint =>
  refusable(() => maxMoveAtLimit(readPool(ctx, origin), readPool(ctx, destination), limit));

function checkSale(ctx: Context, netuid: number, amount: bigint, most: bigint): void {
  const quote = quoteSale(ctx, netuid, amount);
  if (quote === undefined) fail(errors.InsufficientLiquidity);
  ensure(quote.paidOut > MIN_STAKE, errors.AmountTooLow);
  ensure(amount <= most, errors.SlippageTooHigh);
}

/** Between subnets alpha is sold and bought; one of the two trades is free of a fee. */
function moveThroughPools(ctx: Context, { from, to, amount }: Transition): bigint {
  const tao = unstakeFrom(ctx, { ...from, amount, dropFees: from.netuid === ROOT });
  if (from.coldkey !== to.coldkey) moveTao(ctx, from.coldkey, to.coldkey, tao);
  if (tao >= MIN_STAKE) stakeInto(ctx, { ...to, amount: tao, dropFees: from.netuid !== ROOT });
  return tao;
}

/** Within a subnet shares change hands, without a trade or a fee. */
function moveShares(ctx: Context, { from, to, amount }: Transition): bigint {
  const { netuid } = from;
  const tao = U64F64.toU64(U64F64.mul(spotPrice(ctx, netuid), U64F64.fromInteger(amount)));
  ensure(tao >= MIN_STAKE, errors.AmountTooLow);
  transferLock(ctx, { from: from.coldkey, to: to.coldkey, netuid, amount });
  decreaseStake(ctx, from.hotkey, from.coldkey, netuid, amount);
  increaseStake(ctx, to.hotkey, to.coldkey, netuid, amount);
  if (netuid === ROOT) {
    forgetClaims(ctx, from.hotkey, from.coldkey, amount);
    unindexColdkey(ctx, from.coldkey);
    forgoPastDividends(ctx, to.hotkey, to.coldkey, amount);
    indexColdkey(ctx, to.coldkey);
  }
  storage.LastColdkeyHotkeyStakeBlock.put(ctx, to.coldkey, to.hotkey, BigInt(ctx.blockNumber));
  ctx.emit(events.make.StakeRemoved([from.coldkey, from.hotkey, tao, amount, netuid, 0n]));
  ctx.emit(events.make.StakeAdded([to.coldkey, to.hotkey, tao, amount, netuid, 0n]));
  return tao;
}
