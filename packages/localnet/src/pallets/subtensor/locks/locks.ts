import type { StakeLock } from "@taostack/incentive";
import type { Context, ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { storage } from "../storage/index.js";
import { fromState, isOwnerHotkey, isPerpetual, isSpent, type LockKind, rollNow, toState } from "./roll.js";
import { addToSum, takeFromSum } from "./sums.js";

/** A coldkey's lock on a subnet, as of this block. */
export interface ColdkeyLock {
  readonly hotkey: AccountId;
  readonly lock: StakeLock;
}

const kindOf = (at: ReadContext, coldkey: AccountId, netuid: number, hotkey: AccountId): LockKind => ({
  isOwnerLock: isOwnerHotkey(at, netuid, hotkey),
  isPerpetual: isPerpetual(at, coldkey, netuid),
});

/** There is at most one. Also what is left of a spent lock, with nothing in it. */
function storedLock(at: ReadContext, coldkey: AccountId, netuid: number): ColdkeyLock | undefined {
  const [entry] = storage.Lock.entries(at, coldkey, netuid);
  if (entry === undefined) return undefined;
  const [[, , hotkey], state] = entry;
  return { hotkey, lock: rollNow(at, fromState(state), kindOf(at, coldkey, netuid, hotkey)) };
}

/** The lock of a coldkey on a subnet; undefined if there is none, or if it is spent. */
export function lockOf(at: ReadContext, coldkey: AccountId, netuid: number): ColdkeyLock | undefined {
  const found = storedLock(at, coldkey, netuid);
  return found === undefined || isSpent(found.lock) ? undefined : found;
}

/** Alpha of the coldkey that has to stay on the subnet. */
export const lockedMassOf = (at: ReadContext, coldkey: AccountId, netuid: number): bigint =>
  lockOf(at, coldkey, netuid)?.lock.lockedMass ?? 0n;

/** Takes a coldkey's lock out of storage and out of the sums. Gives what it was, unless it was spent. */
export function takeLock(ctx: Context, coldkey: AccountId, netuid: number): ColdkeyLock | undefined {
  const found = storedLock(ctx, coldkey, netuid);
  if (found === undefined) return undefined;
  const { hotkey, lock } = found;
  storage.Lock.remove(ctx, coldkey, netuid, hotkey);
  storage.LockingColdkeys.remove(ctx, netuid, hotkey, coldkey);
  takeFromSum(ctx, netuid, hotkey, kindOf(ctx, coldkey, netuid, hotkey), lock);
  return isSpent(lock) ? undefined : found;
}

/** Stores a lock (rolled to this block) and counts it, as the kind that it is now. What is spent is not stored. */
export function putLock(ctx: Context, coldkey: AccountId, netuid: number, { hotkey, lock }: ColdkeyLock): void {
  const kind = kindOf(ctx, coldkey, netuid, hotkey);
  const rolled = rollNow(ctx, lock, kind);
  if (isSpent(rolled)) return;
  storage.Lock.put(ctx, coldkey, netuid, hotkey, toState(rolled));
  storage.LockingColdkeys.put(ctx, netuid, hotkey, coldkey, undefined);
  addToSum(ctx, netuid, hotkey, kind, rolled);
}

/** Removes a lock that time has used up; what is left of others stays as it is. */
export function forgetSpentLock(ctx: Context, coldkey: AccountId, netuid: number): void {
  const found = storedLock(ctx, coldkey, netuid);
  if (found !== undefined && isSpent(found.lock)) takeLock(ctx, coldkey, netuid);
}
