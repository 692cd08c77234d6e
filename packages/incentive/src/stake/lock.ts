import { checkBits } from "../check-input/check-bits.js";
import { checkInteger } from "../check-input/check-values.js";
import { checkU64 } from "../errors.js";
import { I64F64, U64F64 } from "../fixed/formats.js";
import { maximum, minimum, u64 } from "../fixed/integer.js";
import { expDecay } from "./exp-decay.js";

/** `UnlockRate` and `MaturityRate`, blocks: with them a lock halves in 90 days. */
export const DEFAULT_LOCK_RATE = 934_866n;

/** A lock with less of both, rao, is removed. */
const LEAST = 100n;

/** A coldkey's lock on a subnet, which points at one hotkey. */
export interface StakeLock {
  /** Alpha that must stay staked, u64 rao. */
  readonly lockedMass: bigint;
  /** What the lock counts for its hotkey, U64F64 bits of rao. */
  readonly conviction: bigint;
  /** Block for which the two hold. */
  readonly lastUpdate: number;
}

export interface LockRule {
  /** Whether the lock points at `SubnetOwnerHotkey`: then conviction is the mass. */
  readonly isOwnerLock: boolean;
  /** Whether the mass stays (`set_perpetual_lock`). */
  readonly isPerpetual: boolean;
  /** `UnlockRate`, blocks. */
  readonly unlockRate?: bigint;
  /** `MaturityRate`, blocks. */
  readonly maturityRate?: bigint;
}

/**
 * A lock as of block `now`: mass decays, conviction follows it. Both are 0 when little is left: the chain then removes it.
 * @throws `incentive/out_of_range` for what is not a mass, a conviction or a block.
 */
export function rollLock(lock: StakeLock, now: number, rule: LockRule): StakeLock {
  checkU64("lockedMass", lock.lockedMass);
  checkBits("conviction", lock.conviction, U64F64);
  checkInteger("now", now);
  const rolled = now > lock.lastUpdate ? decay(lock, now, rule) : lock;
  const conviction = rule.isOwnerLock ? U64F64.fromInteger(rolled.lockedMass) : rolled.conviction;
  const isSpent = rolled.lockedMass < LEAST && conviction < U64F64.fromInteger(LEAST);
  return isSpent ? { ...rolled, lockedMass: 0n, conviction: 0n } : { ...rolled, conviction };
}

function decay({ lockedMass, conviction, lastUpdate }: StakeLock, now: number, rule: LockRule): StakeLock {
  const { unlockRate = DEFAULT_LOCK_RATE, maturityRate = DEFAULT_LOCK_RATE, isPerpetual } = rule;
  const elapsed = BigInt(now - lastUpdate);
  const mass = U64F64.fromInteger(lockedMass);
  const kept = expDecay(elapsed, unlockRate);
  const matured = expDecay(elapsed, maturityRate);
  const gain = isPerpetual
    ? U64F64.sub(U64F64.one, matured)
    : convictionGain({ elapsed, unlockRate, maturityRate, kept, matured });
  return {
    lockedMass: isPerpetual ? lockedMass : U64F64.toU64(U64F64.mul(kept, mass)),
    conviction: U64F64.add(U64F64.mul(matured, conviction), U64F64.mul(mass, gain)),
    lastUpdate: now,
  };
}

interface GainInput {
  readonly elapsed: bigint;
  readonly unlockRate: bigint;
  readonly maturityRate: bigint;
  /** `expDecay` of the two rates, U64F64 bits. */
  readonly kept: bigint;
  readonly matured: bigint;
}

/** Conviction per locked rao that a decaying lock has gained, U64F64 bits. */
function convictionGain({ elapsed, unlockRate, maturityRate, kept, matured }: GainInput): bigint {
  if (unlockRate === maturityRate) return U64F64.mul(U64F64.ratio(elapsed, maturityRate), matured);
  if (unlockRate === 0n || maturityRate === 0n) return 0n;
  const difference = I64F64.from(kept, U64F64) - I64F64.from(matured, U64F64);
  const scaled = I64F64.mul(I64F64.fromInteger(unlockRate), difference);
  return U64F64.from(maximum(I64F64.div(scaled, I64F64.fromInteger(unlockRate - maturityRate)), 0n), I64F64);
}

/**
 * A lock (rolled to `now`) after `amount` rao of its mass were taken by force, as when a nomination is dropped:
 * conviction shrinks in proportion.
 */
export function reduceLock(lock: StakeLock, amount: bigint, now: number): StakeLock {
  const lockedMass = u64.sub(lock.lockedMass, amount);
  if (lockedMass === 0n) return { lockedMass, conviction: 0n, lastUpdate: now };
  const left = U64F64.sub(U64F64.one, U64F64.ratio(amount, lock.lockedMass));
  return { lockedMass, conviction: U64F64.mul(lock.conviction, left), lastUpdate: now };
}

/** A lock in two parts, of which one goes with alpha that changes hands. */
export interface SplitLock {
  readonly moved: StakeLock;
  readonly left: StakeLock;
}

/**
 * Divides a lock (rolled to its block) when `amount` rao of its mass change hands, all of it at most: conviction goes
 * along in proportion, rounded down for the part that moves.
 */
export function splitLock(lock: StakeLock, amount: bigint): SplitLock {
  const { lastUpdate } = lock;
  const mass = minimum(amount, lock.lockedMass);
  const proportion = mass === 0n ? 0n : U64F64.ratio(mass, lock.lockedMass);
  const conviction = U64F64.mul(lock.conviction, proportion);
  return {
    moved: { lockedMass: mass, conviction, lastUpdate },
    left: { lockedMass: lock.lockedMass - mass, conviction: U64F64.sub(lock.conviction, conviction), lastUpdate },
  };
}

/** Two locks (rolled to the same block) counted as one, as the chain counts all locks on a hotkey. */
export const mergeLocks = (one: StakeLock, other: StakeLock): StakeLock => ({
  lockedMass: u64.add(one.lockedMass, other.lockedMass),
  conviction: U64F64.add(one.conviction, other.conviction),
  lastUpdate: Math.max(one.lastUpdate, other.lastUpdate),
});

/**
 * What is left of a sum of locks without one of them (both rolled to the same block). Nothing falls below 0: the sum was
 * rounded otherwise than its parts.
 */
export const withoutLock = (sum: StakeLock, part: StakeLock): StakeLock => ({
  lockedMass: u64.sub(sum.lockedMass, part.lockedMass),
  conviction: U64F64.sub(sum.conviction, part.conviction),
  lastUpdate: sum.lastUpdate,
});

/** What a coldkey can take off a subnet: all its alpha there, on whichever hotkeys, less the locked mass. u64 rao. */
export const availableStake = (totalAlpha: bigint, lock: Pick<StakeLock, "lockedMass">): bigint =>
  u64.sub(totalAlpha, lock.lockedMass);
