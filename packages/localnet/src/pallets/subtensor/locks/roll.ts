import { type LockRule, rollLock, type StakeLock } from "@taostack/incentive";
import type { Readable, ReadContext } from "../../../frame/index.js";
import type { AccountId, ValueOf } from "../../../scale/index.js";
import { storage } from "../storage/index.js";
import type { lockState } from "../types.js";

type LockState = ValueOf<typeof lockState>;

/** How a lock changes with time: whether it points at the owner's hotkey, and whether its mass stays. */
export type LockKind = Pick<LockRule, "isOwnerLock" | "isPerpetual">;

export const isOwnerHotkey = (at: Readable, netuid: number, hotkey: AccountId): boolean =>
  storage.SubnetOwnerHotkey.get(at, netuid) === hotkey;

/** A lock decays unless its coldkey has asked for one that stays. */
export const isPerpetual = (at: Readable, coldkey: AccountId, netuid: number): boolean =>
  storage.DecayingLock.get(at, coldkey, netuid) === false;

export const fromState = ({ locked_mass, conviction, last_update }: LockState): StakeLock => ({
  lockedMass: locked_mass,
  conviction,
  lastUpdate: Number(last_update),
});

export const toState = ({ lockedMass, conviction, lastUpdate }: StakeLock): LockState => ({
  locked_mass: lockedMass,
  conviction,
  last_update: BigInt(lastUpdate),
});

/** A lock as of this block. */
export const rollNow = (at: ReadContext, lock: StakeLock, kind: LockKind): StakeLock =>
  rollLock(lock, at.blockNumber, {
    ...kind,
    unlockRate: storage.UnlockRate.get(at),
    maturityRate: storage.MaturityRate.get(at),
  });

export const isSpent = ({ lockedMass, conviction }: StakeLock): boolean => lockedMass === 0n && conviction === 0n;
