import { type Context, ensure, type Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { lockedMassOf } from "../locks/locks.js";
import { storage } from "../storage/index.js";
import { stakeOf } from "./shares.js";

/** Alpha that the coldkey holds on a subnet over all hotkeys. */
export const totalStakeOf = (at: Readable, coldkey: AccountId, netuid: number): bigint =>
  storage.StakingHotkeys.get(at, coldkey).reduce((sum, hotkey) => sum + stakeOf(at, hotkey, coldkey, netuid), 0n);

/** @throws StakeUnavailable unless what remains on the subnet still covers the coldkey's lock. */
export function ensureStakeAvailable(ctx: Context, coldkey: AccountId, netuid: number, amount: bigint): void {
  const locked = lockedMassOf(ctx, coldkey, netuid);
  ensure(locked === 0n || totalStakeOf(ctx, coldkey, netuid) >= amount + locked, errors.StakeUnavailable);
}
