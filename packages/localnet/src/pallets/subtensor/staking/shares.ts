import { addToAllShares, addToShare, canAddToShare, type SharePool, valueOfShare } from "@taostack/incentive";
import type { Context, Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { addStakingHotkey } from "../accounts/hotkeys.js";
import { storage } from "../storage/index.js";

const readPool = (at: Readable, hotkey: AccountId, netuid: number): SharePool => ({
  value: storage.TotalHotkeyAlpha.get(at, hotkey, netuid),
  shares: storage.TotalHotkeySharesV2.get(at, hotkey, netuid),
});

/** Empty entries are removed, as on chain. */
function writePool(ctx: Context, hotkey: AccountId, netuid: number, { value, shares }: SharePool): void {
  if (value === 0n) storage.TotalHotkeyAlpha.remove(ctx, hotkey, netuid);
  else storage.TotalHotkeyAlpha.put(ctx, hotkey, netuid, value);
  if (shares.mantissa === 0n) storage.TotalHotkeySharesV2.remove(ctx, hotkey, netuid);
  else storage.TotalHotkeySharesV2.put(ctx, hotkey, netuid, { ...shares });
}

/** What the coldkey's share of the hotkey's stake is worth: alpha, or TAO on root. */
export function stakeOf(at: Readable, hotkey: AccountId, coldkey: AccountId, netuid: number): bigint {
  const share = storage.AlphaV2.get(at, hotkey, coldkey, netuid);
  return share.mantissa === 0n ? 0n : valueOfShare(readPool(at, hotkey, netuid), share);
}

function changeShare(ctx: Context, hotkey: AccountId, coldkey: AccountId, netuid: number, delta: bigint): void {
  const before = storage.AlphaV2.get(ctx, hotkey, coldkey, netuid);
  const { pool, share } = addToShare(readPool(ctx, hotkey, netuid), before, delta);
  writePool(ctx, hotkey, netuid, pool);
  if (share.mantissa === 0n) storage.AlphaV2.remove(ctx, hotkey, coldkey, netuid);
  else storage.AlphaV2.put(ctx, hotkey, coldkey, netuid, { ...share });
}

export function increaseStake(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: number,
  amount: bigint,
): void {
  if (amount > 0n) addStakingHotkey(ctx, coldkey, hotkey);
  changeShare(ctx, hotkey, coldkey, netuid, amount);
}

/** Does nothing if the stake is smaller than `amount`. */
export function decreaseStake(
  ctx: Context,
  hotkey: AccountId,
  coldkey: AccountId,
  netuid: number,
  amount: bigint,
): void {
  const share = storage.AlphaV2.get(ctx, hotkey, coldkey, netuid);
  if (share.mantissa === 0n || stakeOf(ctx, hotkey, coldkey, netuid) < amount) return;
  changeShare(ctx, hotkey, coldkey, netuid, -amount);
}

/** Raises what every share of the hotkey is worth. */
export const increaseAllStakes = (ctx: Context, hotkey: AccountId, netuid: number, amount: bigint): void =>
  writePool(ctx, hotkey, netuid, addToAllShares(readPool(ctx, hotkey, netuid), amount));

/** Whether `amount` is enough to buy any share. */
export const canIncreaseStake = (at: Readable, hotkey: AccountId, netuid: number, amount: bigint): boolean =>
  canAddToShare(readPool(at, hotkey, netuid), amount);
