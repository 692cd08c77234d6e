import { mergeLocks, reduceLock, splitLock } from "@taostack/incentive";
import { type Context, ensure, type Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { totalStakeOf } from "../staking/availability.js";
import { storage } from "../storage/index.js";
import { lockOf, putLock, takeLock } from "./locks.js";

/** The flag of an account that takes locked alpha. */
const ACCEPTS_LOCKED_ALPHA = 1n;

const acceptsLockedAlpha = (at: Readable, coldkey: AccountId): boolean =>
  (storage.AccountFlags.get(at, coldkey) & ACCEPTS_LOCKED_ALPHA) !== 0n;

/** An account takes no locked alpha unless it has said that it does. */
export function setRejectLockedAlpha(ctx: Context, coldkey: AccountId, enabled: boolean): void {
  const flags = storage.AccountFlags.get(ctx, coldkey);
  const next = enabled ? flags & ~ACCEPTS_LOCKED_ALPHA : flags | ACCEPTS_LOCKED_ALPHA;
  if (next === 0n) storage.AccountFlags.remove(ctx, coldkey);
  else storage.AccountFlags.put(ctx, coldkey, next);
  ctx.emit(events.make.RejectLockedAlphaUpdated({ coldkey, enabled }));
}

/** Alpha that passes from one coldkey to another on a subnet. */
export interface Handover {
  readonly from: AccountId;
  readonly to: AccountId;
  readonly netuid: number;
  readonly amount: bigint;
}

/**
 * Lets a lock go along with alpha that changes its coldkey within a subnet: of the alpha, what was free goes first. To
 * be called before the stake moves.
 * @throws AccountRejectsLockedAlpha, LockHotkeyMismatch if the receiver's lock points elsewhere.
 */
export function transferLock(ctx: Context, { from, to, netuid, amount }: Handover): void {
  const source = from === to ? undefined : lockOf(ctx, from, netuid);
  if (source === undefined) return;
  const free = totalStakeOf(ctx, from, netuid) - source.lock.lockedMass;
  const locked = amount - (free > 0n ? free : 0n);
  if (locked <= 0n) return;
  ensure(acceptsLockedAlpha(ctx, to), errors.AccountRejectsLockedAlpha);
  const existing = lockOf(ctx, to, netuid);
  ensure(existing === undefined || existing.hotkey === source.hotkey, errors.LockHotkeyMismatch);
  takeLock(ctx, from, netuid);
  takeLock(ctx, to, netuid);
  const { hotkey } = source;
  const { moved, left } = splitLock(source.lock, locked);
  const before = existing?.lock ?? { lockedMass: 0n, conviction: 0n, lastUpdate: ctx.blockNumber };
  putLock(ctx, from, netuid, { hotkey, lock: left });
  putLock(ctx, to, netuid, { hotkey, lock: mergeLocks(before, moved) });
}

/** Frees alpha whose stake was taken away whether it was locked or not. */
export function forceReduceLock(ctx: Context, coldkey: AccountId, netuid: number, amount: bigint): void {
  const existing = takeLock(ctx, coldkey, netuid);
  if (existing === undefined) return;
  const { hotkey, lock } = existing;
  putLock(ctx, coldkey, netuid, { hotkey, lock: reduceLock(lock, amount, ctx.blockNumber) });
}
