import type { EpochInput } from "../types.js";
import type { Vector } from "./vector.js";

/** Whether a UID's weights count in this epoch: it had a permit before, or is the owner's. */
export function hasPermit({ validatorPermit, ownerUid }: EpochInput, uid: number): boolean {
  return uid < validatorPermit.length && (uid === ownerUid || Boolean(validatorPermit[uid]));
}

/** Whether a UID's stake counts. A permit vector that is entirely empty masks no stake, unlike weights. */
export function stakeIsPermitted(input: EpochInput, uid: number): boolean {
  return input.validatorPermit.length === 0 || hasPermit(input, uid);
}

/** The permits for the next epoch: the largest stakes, and the owner. */
export function nextPermits(stake: Vector, { ownerUid, hyperparameters }: EpochInput): boolean[] {
  return topkNonzero(stake, hyperparameters.maxAllowedValidators).map((flag, uid) => flag || uid === ownerUid);
}

/** Flags the k largest values that are not zero. Of equal values at the border the higher UIDs win. */
export function topkNonzero(values: Vector, k: number): boolean[] {
  const flags = values.map((value) => value !== 0n);
  const ascending = values.map((_, uid) => uid).sort((a, b) => compare(values[a]!, values[b]!));
  for (const uid of ascending.slice(0, Math.max(0, values.length - k))) flags[uid] = false;
  return flags;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
