import { U64F64 } from "@taostack/incentive";
import type { Context, Readable } from "../../../frame/index.js";
import { DispatchFailure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { ownsHotkey } from "../accounts/hotkeys.js";
import { forceReduceLock } from "../locks/transfer-lock.js";
import { storage } from "../storage/index.js";
import { MIN_STAKE } from "./orders.js";
import { spotPrice } from "./pool.js";
import { unstakeFrom } from "./sale.js";
import { decreaseStake, stakeOf } from "./shares.js";

/** Least stake of a coldkey on another's hotkey, in alpha of the subnet. */
function minimumNomination(at: Readable, netuid: number): bigint {
  const tao = (MIN_STAKE * storage.NominatorMinRequiredStake.get(at)) / 1_000_000n;
  return U64F64.toU64(U64F64.div(U64F64.fromInteger(tao), spotPrice(at, netuid)));
}

/** Sells what a removal left of a nomination, if that is below the minimum. What the pool refuses is deleted. */
export function dropSmallNomination(ctx: Context, hotkey: AccountId, coldkey: AccountId, netuid: number): void {
  if (ownsHotkey(ctx, coldkey, hotkey)) return;
  const amount = stakeOf(ctx, hotkey, coldkey, netuid);
  if (amount === 0n || amount >= minimumNomination(ctx, netuid)) return;
  try {
    ctx.transactional(() => unstakeFrom(ctx, { coldkey, hotkey, netuid, amount }));
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error;
    decreaseStake(ctx, hotkey, coldkey, netuid, amount);
  }
  forceReduceLock(ctx, coldkey, netuid, amount);
}

/** After the minimum rose: sells every nomination below it. */
export function dropSmallNominations(ctx: Context): void {
  for (const [hotkey, coldkey, netuid] of storage.AlphaV2.keys(ctx)) dropSmallNomination(ctx, hotkey, coldkey, netuid);
}
