import { mergeLocks, type StakeLock, withoutLock } from "@taostack/incentive";
import type { Context, ReadContext, StorageItem } from "../../../frame/index.js";
import type { AccountId, ValueOf } from "../../../scale/index.js";
import { storage } from "../storage/index.js";
import type { lockState } from "../types.js";
import { fromState, isSpent, type LockKind, rollNow, toState } from "./roll.js";

type Stored = ValueOf<typeof lockState>;

/** Where the locks of one kind on a hotkey are counted together. */
interface Sum {
  read(at: ReadContext): Stored | undefined;
  write(ctx: Context, lock: Stored | undefined): void;
}

function sumIn<K extends readonly unknown[]>(item: StorageItem<K, Stored, Stored | undefined>, ...keys: K): Sum {
  return {
    read: (at) => item.get(at, ...keys),
    write: (ctx, lock) => (lock === undefined ? item.remove(ctx, ...keys) : item.put(ctx, ...keys, lock)),
  };
}

/** Locks on the owner's hotkey have sums of their own. */
function sumOf(netuid: number, hotkey: AccountId, { isOwnerLock, isPerpetual }: LockKind): Sum {
  if (isOwnerLock) return sumIn(isPerpetual ? storage.OwnerLock : storage.DecayingOwnerLock, netuid);
  return sumIn(isPerpetual ? storage.HotkeyLock : storage.DecayingHotkeyLock, netuid, hotkey);
}

/** The sum of the locks of one kind on a hotkey, as of this block. */
export function readSum(at: ReadContext, netuid: number, hotkey: AccountId, kind: LockKind): StakeLock {
  const stored = sumOf(netuid, hotkey, kind).read(at);
  const sum = stored ? fromState(stored) : { lockedMass: 0n, conviction: 0n, lastUpdate: at.blockNumber };
  return rollNow(at, sum, kind);
}

function writeSum(ctx: Context, netuid: number, hotkey: AccountId, kind: LockKind, sum: StakeLock): void {
  const rolled = rollNow(ctx, sum, kind);
  sumOf(netuid, hotkey, kind).write(ctx, isSpent(rolled) ? undefined : toState(rolled));
}

/** Counts a lock (rolled to this block) in. */
export const addToSum = (ctx: Context, netuid: number, hotkey: AccountId, kind: LockKind, lock: StakeLock): void =>
  writeSum(ctx, netuid, hotkey, kind, mergeLocks(readSum(ctx, netuid, hotkey, kind), lock));

/** Counts a lock (rolled to this block) out. */
export const takeFromSum = (ctx: Context, netuid: number, hotkey: AccountId, kind: LockKind, lock: StakeLock): void =>
  writeSum(ctx, netuid, hotkey, kind, withoutLock(readSum(ctx, netuid, hotkey, kind), lock));
