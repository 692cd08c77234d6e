import { priceLimit } from "@taostack/incentive";
import type { Context } from "../../../frame/index.js";
import { events } from "../events.js";
import { forgetSpentLock } from "../locks/locks.js";
import { ROOT } from "../networks/networks.js";
import { forgetClaims } from "../root/claims.js";
import { unindexColdkey } from "../root/coldkey-index.js";
import { moveTao } from "../tao/balances.js";
import { subnetAccount } from "../tao/system-accounts.js";
import type { Execution } from "./orders.js";
import { recordUserFlow, sellAlpha } from "./pool.js";
import { decreaseStake, increaseStake } from "./shares.js";

/** Carries out a sale that was checked: TAO to the coldkey, the fee sold for the author. Returns the TAO received. */
export function unstakeFrom(ctx: Context, order: Execution): bigint {
  const { coldkey, hotkey, netuid, amount, limit, dropFees = false } = order;
  const options = limit === undefined ? { dropFees } : { dropFees, priceLimit: priceLimit(limit) };
  decreaseStake(ctx, hotkey, coldkey, netuid, amount);
  const { paidIn, paidOut, fee, leftover } = sellAlpha(ctx, netuid, amount, options);
  if (leftover > 0n) increaseStake(ctx, hotkey, coldkey, netuid, leftover);
  forgetSpentLock(ctx, coldkey, netuid);
  moveTao(ctx, subnetAccount(netuid), coldkey, paidOut);
  const authorTao = payAlphaFee(ctx, netuid, fee);
  if (netuid === ROOT) {
    forgetClaims(ctx, hotkey, coldkey, amount);
    unindexColdkey(ctx, coldkey);
  }
  recordUserFlow(ctx, netuid, -(paidOut + authorTao));
  ctx.emit(events.make.StakeRemoved([coldkey, hotkey, paidOut, paidIn, netuid, fee]));
  return paidOut;
}

/** Sells a fee taken in alpha, without a fee of its own, and pays the author. */
export function payAlphaFee(ctx: Context, netuid: number, fee: bigint): bigint {
  if (fee === 0n) return 0n;
  const { paidOut } = sellAlpha(ctx, netuid, fee, { dropFees: true });
  moveTao(ctx, subnetAccount(netuid), ctx.author, paidOut);
  return paidOut;
}
