import { maxUnstakeAtLimit } from "@taostack/incentive";
import { type Context, ensure, fail } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { hotkeyExists } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { allNetuids, ensureSubnet } from "../networks/networks.js";
import { min } from "../saturating.js";
import { storage } from "../storage/index.js";
import { ensureStakeAvailable } from "./availability.js";
import { totalStakeOfHotkey } from "./hotkey-stake.js";
import { dropSmallNomination } from "./nominations.js";
import { MIN_STAKE, type StakeOrder } from "./orders.js";
import { hasPool, MAX_INPUT_TO_RESERVE, quoteSale, readPool, refusable } from "./pool.js";
import { unstakeFrom } from "./sale.js";
import { stakeOf } from "./shares.js";

/** Checks a sale of stake in the chain's order; returns how much alpha may be sold. */
export function checkRemoveStake(ctx: Context, order: StakeOrder): bigint {
  const { coldkey, hotkey, netuid, amount, limit } = order;
  const most = limit === undefined ? amount : refusable(() => maxUnstakeAtLimit(readPool(ctx, netuid), limit));
  ensureSubnet(ctx, netuid);
  ensure(amount > 0n, errors.AmountTooLow);
  const staked = stakeOf(ctx, hotkey, coldkey, netuid);
  ensure(amount <= staked, errors.NotEnoughStakeToWithdraw);
  const quote = quoteSale(ctx, netuid, amount);
  if (quote === undefined) fail(errors.InsufficientLiquidity);
  ensure(quote.paidOut >= MIN_STAKE || amount === staked, errors.AmountTooLow);
  ensure(order.allowPartial === true || amount <= most, errors.SlippageTooHigh);
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists);
  ensureStakeAvailable(ctx, coldkey, netuid, amount);
  return min(amount, most);
}

/** `remove_stake`: sells up to `amount` alpha, no more than there is. */
export function removeStake(ctx: Context, order: StakeOrder): void {
  const { coldkey, hotkey, netuid } = order;
  ensure(storage.SubtokenEnabled.get(ctx, netuid), errors.SubtokenDisabled);
  const amount = min(order.amount, stakeOf(ctx, hotkey, coldkey, netuid));
  if (hasPool(ctx, netuid)) {
    const most = storage.SubnetAlphaIn.get(ctx, netuid) * MAX_INPUT_TO_RESERVE;
    ensure(amount <= most, errors.InsufficientLiquidity);
  }
  removeStakeWithin(ctx, { ...order, amount });
}

/** `remove_stake_limit`: exactly `amount`, or what the price limit allows. */
export function removeStakeWithin(ctx: Context, order: StakeOrder): bigint {
  const amount = checkRemoveStake(ctx, order);
  const tao = unstakeFrom(ctx, { ...order, amount });
  dropSmallNomination(ctx, order.hotkey, order.coldkey, order.netuid);
  if (totalStakeOfHotkey(ctx, order.hotkey) < storage.StakeThreshold.get(ctx)) forgetPendingChildren(ctx, order.hotkey);
  return tao;
}

/** A hotkey without enough stake may not have children; those that wait are dropped. */
function forgetPendingChildren(ctx: Context, hotkey: AccountId): void {
  for (const netuid of allNetuids(ctx)) storage.PendingChildKeys.remove(ctx, netuid, hotkey);
}
