import { type Context, ensure } from "../../../frame/index.js";
import { hotkeyExists } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureSubnet, ROOT } from "../networks/networks.js";
import { min, minus } from "../saturating.js";
import { storage } from "../storage/index.js";
import { ensureStakeAvailable } from "./availability.js";
import type { StakeOrder } from "./orders.js";
import { decreaseStake, stakeOf } from "./shares.js";

function destroyStake(ctx: Context, order: StakeOrder): bigint {
  const { coldkey, hotkey, netuid } = order;
  ensureSubnet(ctx, netuid);
  ensure(netuid !== ROOT, errors.CannotBurnOrRecycleOnRootSubnet);
  ensure(storage.SubtokenEnabled.get(ctx, netuid), errors.SubtokenDisabled);
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists);
  const amount = min(order.amount, stakeOf(ctx, hotkey, coldkey, netuid));
  ensure(storage.SubnetAlphaOut.get(ctx, netuid) >= amount, errors.InsufficientLiquidity);
  ensureStakeAvailable(ctx, coldkey, netuid, amount);
  decreaseStake(ctx, hotkey, coldkey, netuid, amount);
  return amount;
}

/** Destroys alpha, so that it can be emitted again. */
export function recycleAlpha(ctx: Context, order: StakeOrder): void {
  const amount = destroyStake(ctx, order);
  storage.SubnetAlphaOut.mutate(ctx, order.netuid, minus(amount));
  ctx.emit(events.make.AlphaRecycled([order.coldkey, order.hotkey, amount, order.netuid]));
}

/** Destroys alpha for good: it still counts as issued. */
export function burnAlpha(ctx: Context, order: StakeOrder): void {
  const amount = destroyStake(ctx, order);
  ctx.emit(events.make.AlphaBurned([order.coldkey, order.hotkey, amount, order.netuid]));
}
