import { type Context, ensure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { reducibleBalance } from "../../balances/ledger.js";
import { hotkeyExists } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { lockedMassOf, putLock, takeLock } from "../locks/locks.js";
import { allNetuids } from "../networks/networks.js";
import { decreaseStake, increaseStake, stakeOf } from "../staking/shares.js";
import { storage } from "../storage/index.js";
import { moveTao } from "../tao/balances.js";
import { isSubnetAccount } from "../tao/system-accounts.js";

/** Moves all that a coldkey has to a fresh one: stake, hotkeys, subnets, claims, settings, and the balance last. */
export function swapColdkey(ctx: Context, old: AccountId, next: AccountId): void {
  checkNewColdkey(ctx, next);
  for (const netuid of allNetuids(ctx)) {
    if (storage.SubnetOwner.get(ctx, netuid) === old) storage.SubnetOwner.put(ctx, netuid, next);
    moveAutoStake(ctx, netuid, old, next);
  }
  for (const hotkey of storage.StakingHotkeys.get(ctx, old)) moveStakeOn(ctx, hotkey, old, next);
  moveLocks(ctx, old, next);
  moveLists(ctx, old, next);
  moveSettings(ctx, old, next);
  storage.ColdkeySwapAnnouncements.remove(ctx, old);
  storage.ColdkeySwapDisputes.remove(ctx, old);
  moveTao(ctx, old, next, reducibleBalance(ctx, old, "expendable"));
  ctx.emit(events.make.ColdkeySwapped({ old_coldkey: old, new_coldkey: next }));
}

function checkNewColdkey(ctx: Context, next: AccountId): void {
  ensure(storage.StakingHotkeys.get(ctx, next).length === 0, errors.ColdKeyAlreadyAssociated);
  ensure(!hotkeyExists(ctx, next), errors.NewColdKeyIsHotkey);
  ensure(!isSubnetAccount(ctx, next), errors.CannotUseSystemAccount);
  const locks = storage.Lock.keys(ctx, next).map(([, netuid]) => lockedMassOf(ctx, next, netuid));
  ensure(!locks.some((mass) => mass > 0n), errors.ActiveLockExists);
}

function moveAutoStake(ctx: Context, netuid: number, old: AccountId, next: AccountId): void {
  const hotkey = storage.AutoStakeDestination.take(ctx, old, netuid);
  if (hotkey === undefined) return;
  storage.AutoStakeDestination.put(ctx, next, netuid, hotkey);
  storage.AutoStakeDestinationColdkeys.mutate(ctx, hotkey, netuid, (list) =>
    list.map((coldkey) => (coldkey === old ? next : coldkey)),
  );
}

/** The shares as they are, so that nothing is lost to rounding; on a hotkey where both have some, what they are worth. */
function moveStakeOn(ctx: Context, hotkey: AccountId, old: AccountId, next: AccountId): void {
  for (const [, , netuid] of storage.AlphaV2.keys(ctx, hotkey, old)) {
    if (storage.AlphaV2.has(ctx, hotkey, next, netuid)) {
      const amount = stakeOf(ctx, hotkey, old, netuid);
      decreaseStake(ctx, hotkey, old, netuid, amount);
      increaseStake(ctx, hotkey, next, netuid, amount);
    } else {
      storage.AlphaV2.put(ctx, hotkey, next, netuid, storage.AlphaV2.take(ctx, hotkey, old, netuid));
    }
  }
  for (const [netuid] of storage.RootClaimable.get(ctx, hotkey)) {
    const claimed = storage.RootClaimed.take(ctx, netuid, hotkey, old);
    if (claimed > 0n) storage.RootClaimed.mutate(ctx, netuid, hotkey, next, (known) => known + claimed);
  }
}

function moveLocks(ctx: Context, old: AccountId, next: AccountId): void {
  for (const [, netuid] of storage.Lock.keys(ctx, next)) takeLock(ctx, next, netuid);
  const moved = storage.Lock.keys(ctx, old).map(([, netuid]) => ({ netuid, taken: takeLock(ctx, old, netuid) }));
  for (const [[, netuid], decays] of storage.DecayingLock.entries(ctx, old)) {
    storage.DecayingLock.remove(ctx, old, netuid);
    storage.DecayingLock.put(ctx, next, netuid, decays);
  }
  for (const { netuid, taken } of moved) if (taken !== undefined) putLock(ctx, next, netuid, taken);
}

function moveLists(ctx: Context, old: AccountId, next: AccountId): void {
  const owned = storage.OwnedHotkeys.take(ctx, old);
  for (const hotkey of owned) storage.Owner.put(ctx, hotkey, next);
  const alreadyOwned = storage.OwnedHotkeys.get(ctx, next);
  storage.OwnedHotkeys.put(ctx, next, [...new Set([...alreadyOwned, ...owned])]);
  const staking = storage.StakingHotkeys.take(ctx, old);
  storage.StakingHotkeys.put(ctx, next, [...new Set([...storage.StakingHotkeys.get(ctx, next), ...staking])]);
  const index = storage.StakingColdkeys.take(ctx, old);
  if (index === undefined) return;
  storage.StakingColdkeys.put(ctx, next, index);
  storage.StakingColdkeysByIndex.put(ctx, index, next);
}

function moveSettings(ctx: Context, old: AccountId, next: AccountId): void {
  if (storage.RootClaimType.has(ctx, old)) storage.RootClaimType.put(ctx, next, storage.RootClaimType.take(ctx, old));
  if (storage.AccountFlags.has(ctx, old)) storage.AccountFlags.put(ctx, next, storage.AccountFlags.take(ctx, old));
  const identity = storage.IdentitiesV2.take(ctx, old);
  if (identity !== undefined) storage.IdentitiesV2.put(ctx, next, identity);
}
