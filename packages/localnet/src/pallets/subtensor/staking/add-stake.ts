import { feeOf, maxStakeAtLimit, type SwapResult } from "@taostack/incentive";
import { type Context, ensure, fail, type Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { hotkeyExists } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { ensureSubnet } from "../networks/networks.js";
import { min } from "../saturating.js";
import { storage } from "../storage/index.js";
import { spendable } from "../tao/balances.js";
import { MIN_STAKE, type StakeOrder } from "./orders.js";
import { hasPool, MAX_INPUT_TO_RESERVE, quoteBuy, readPool, refusable } from "./pool.js";
import { stakeInto } from "./purchase.js";
import { canIncreaseStake } from "./shares.js";

/** Checks a purchase of stake in the chain's order; returns how much TAO may be spent. */
export function checkAddStake(ctx: Context, order: StakeOrder): bigint {
  const { coldkey, hotkey, netuid, limit } = order;
  if (hasPool(ctx, netuid)) {
    const most = storage.SubnetTAO.get(ctx, netuid) * MAX_INPUT_TO_RESERVE;
    ensure(order.amount <= most, errors.InsufficientLiquidity);
  }
  const most = limit === undefined ? order.amount : refusable(() => maxStakeAtLimit(readPool(ctx, netuid), limit));
  ensureSubnet(ctx, netuid);
  ensure(storage.SubtokenEnabled.get(ctx, netuid), errors.SubtokenDisabled);
  ensure(order.amount >= MIN_STAKE + minimumFee(ctx, netuid), errors.AmountTooLow);
  ensure(order.allowPartial === true || order.amount <= most, errors.SlippageTooHigh);
  const amount = min(order.amount, most);
  ensure(spendable(ctx, coldkey) >= amount, errors.NotEnoughBalanceToStake);
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists);
  checkQuote(ctx, hotkey, netuid, quoteBuy(ctx, netuid, amount));
  return amount;
}

function minimumFee(at: Readable, netuid: number): bigint {
  const pool = readPool(at, netuid);
  if (pool.subnetMechanism !== 1) return 0n;
  return quoteBuy(at, netuid, MIN_STAKE)?.fee ?? feeOf(MIN_STAKE, pool.feeRate);
}

function checkQuote(at: Readable, hotkey: AccountId, netuid: number, quote: SwapResult | undefined): void {
  if (quote === undefined) fail(errors.InsufficientLiquidity);
  ensure(quote.paidIn >= MIN_STAKE, errors.AmountTooLow);
  ensure(quote.paidOut > 0n, errors.InsufficientLiquidity);
  ensure(canIncreaseStake(at, hotkey, netuid, quote.paidOut), errors.InsufficientLiquidity);
}

/** Spends TAO on stake: buys alpha and credits it, pays the fee to the author. Returns the alpha received. */
export function addStake(ctx: Context, order: StakeOrder): bigint {
  const amount = checkAddStake(ctx, order);
  return stakeInto(ctx, { ...order, amount });
}
