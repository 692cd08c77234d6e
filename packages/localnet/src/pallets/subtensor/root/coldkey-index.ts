import type { Context, Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { ROOT } from "../networks/networks.js";
import { stakeOf } from "../staking/shares.js";
import { storage } from "../storage/index.js";

/** Numbers the coldkeys with root stake, so that automatic claims can pick some. */
export function indexColdkey(ctx: Context, coldkey: AccountId): void {
  if (storage.StakingColdkeys.has(ctx, coldkey)) return;
  const index = storage.NumStakingColdkeys.get(ctx);
  storage.StakingColdkeysByIndex.put(ctx, index, coldkey);
  storage.StakingColdkeys.put(ctx, coldkey, index);
  storage.NumStakingColdkeys.put(ctx, index + 1n);
}

const hasRootStake = (at: Readable, coldkey: AccountId): boolean =>
  storage.StakingHotkeys.get(at, coldkey).some((hotkey) => stakeOf(at, hotkey, coldkey, ROOT) > 0n);

/** Takes a coldkey without root stake out; the last one moves to its number. */
export function unindexColdkey(ctx: Context, coldkey: AccountId): void {
  const index = storage.StakingColdkeys.get(ctx, coldkey);
  if (index === undefined || hasRootStake(ctx, coldkey)) return;
  const last = storage.NumStakingColdkeys.get(ctx) - 1n;
  const moved = storage.StakingColdkeysByIndex.take(ctx, last);
  storage.StakingColdkeys.remove(ctx, coldkey);
  storage.NumStakingColdkeys.put(ctx, last);
  if (moved === undefined || moved === coldkey) return;
  storage.StakingColdkeysByIndex.put(ctx, index, moved);
  storage.StakingColdkeys.put(ctx, moved, index);
}
