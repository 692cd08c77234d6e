import { type Context, DispatchFailure, ensure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { hotkeyExists } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { allNetuids, ROOT } from "../networks/networks.js";
import { storage } from "../storage/index.js";
import { addStake } from "./add-stake.js";
import { checkRemoveStake } from "./remove-stake.js";
import { unstakeFrom } from "./sale.js";
import { stakeOf } from "./shares.js";

/** Sells all stake of the coldkey on a hotkey, network by network; what cannot be sold stays. Returns the TAO. */
export function unstakeAll(ctx: Context, coldkey: AccountId, hotkey: AccountId, netuids = allNetuids(ctx)): bigint {
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists);
  const open = netuids.filter((netuid) => storage.SubtokenEnabled.get(ctx, netuid));
  return open.reduce((total, netuid) => total + sellWhole(ctx, coldkey, hotkey, netuid), 0n);
}

function sellWhole(ctx: Context, coldkey: AccountId, hotkey: AccountId, netuid: number): bigint {
  const order = { coldkey, hotkey, netuid, amount: stakeOf(ctx, hotkey, coldkey, netuid) };
  try {
    checkRemoveStake(ctx, order);
  } catch (error) {
    if (error instanceof DispatchFailure) return 0n;
    throw error;
  }
  return unstakeFrom(ctx, order);
}

/** Sells all alpha of the coldkey on a hotkey and stakes the TAO on root. */
export function unstakeAllAlpha(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  const subnets = allNetuids(ctx).filter((netuid) => netuid !== ROOT);
  const amount = unstakeAll(ctx, coldkey, hotkey, subnets);
  addStake(ctx, { coldkey, hotkey, netuid: ROOT, amount });
}
