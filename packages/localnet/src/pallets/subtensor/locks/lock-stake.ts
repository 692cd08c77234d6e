import { type Context, ensure, fail } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { hotkeyExists } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { totalStakeOf } from "../staking/availability.js";
import { storage } from "../storage/index.js";
import { lockOf, putLock, takeLock } from "./locks.js";

export interface LockOrder {
  readonly coldkey: AccountId;
  readonly hotkey: AccountId;
  readonly netuid: number;
  /** Alpha, rao. */
  readonly amount: bigint;
}

/** Locks alpha of a coldkey towards a hotkey, on which its stake need not be; adds to the lock that there is. */
export function lockStake(ctx: Context, { coldkey, hotkey, netuid, amount }: LockOrder): void {
  ensure(amount > 0n, errors.AmountTooLow);
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists);
  const existing = lockOf(ctx, coldkey, netuid);
  ensure(existing === undefined || existing.hotkey === hotkey, errors.LockHotkeyMismatch);
  const lock = existing?.lock ?? { lockedMass: 0n, conviction: 0n, lastUpdate: ctx.blockNumber };
  const lockedMass = lock.lockedMass + amount;
  ensure(totalStakeOf(ctx, coldkey, netuid) >= lockedMass, errors.InsufficientStakeForLock);
  takeLock(ctx, coldkey, netuid);
  putLock(ctx, coldkey, netuid, { hotkey, lock: { ...lock, lockedMass } });
  ctx.emit(events.make.StakeLocked({ coldkey, hotkey, netuid, amount }));
}

/** Points a lock at another hotkey. Its conviction stays only between hotkeys of one owner. */
export function moveLock(ctx: Context, coldkey: AccountId, netuid: number, destination: AccountId): void {
  ensure(hotkeyExists(ctx, destination), errors.HotKeyAccountNotExists);
  const { hotkey, lock } = takeLock(ctx, coldkey, netuid) ?? fail(errors.NoExistingLock);
  const keepsOwner = storage.Owner.get(ctx, hotkey) === storage.Owner.get(ctx, destination);
  const conviction = keepsOwner ? lock.conviction : 0n;
  putLock(ctx, coldkey, netuid, { hotkey: destination, lock: { ...lock, conviction } });
  ctx.emit(events.make.LockMoved({ coldkey, origin_hotkey: hotkey, destination_hotkey: destination, netuid }));
}

/** Stops (or lets go on) the decay of a coldkey's lock on a subnet: of the one that there is, and of those to come. */
export function setPerpetualLock(ctx: Context, coldkey: AccountId, netuid: number, enabled: boolean): void {
  const existing = takeLock(ctx, coldkey, netuid);
  if (enabled) storage.DecayingLock.put(ctx, coldkey, netuid, false);
  else storage.DecayingLock.remove(ctx, coldkey, netuid);
  if (existing !== undefined) putLock(ctx, coldkey, netuid, existing);
  ctx.emit(events.make.PerpetualLockUpdated({ coldkey, netuid, enabled }));
}

/** Locks an owner's cut, where the subnet does so: to the hotkey of the owner's lock, or else to the owner hotkey. */
export function lockOwnerCut(ctx: Context, netuid: number, amount: bigint): void {
  if (amount === 0n || !storage.OwnerCutAutoLockEnabled.get(ctx, netuid)) return;
  if (!storage.SubnetOwner.has(ctx, netuid) || !storage.SubnetOwnerHotkey.has(ctx, netuid)) return;
  const coldkey = storage.SubnetOwner.get(ctx, netuid);
  const existing = lockOf(ctx, coldkey, netuid);
  const hotkey = existing?.hotkey ?? storage.SubnetOwnerHotkey.get(ctx, netuid);
  const lockedMass = (existing?.lock.lockedMass ?? 0n) + amount;
  // A lease may have given the cut away by now.
  if (!hotkeyExists(ctx, hotkey) || totalStakeOf(ctx, coldkey, netuid) < lockedMass) return;
  lockStake(ctx, { coldkey, hotkey, netuid, amount });
}
