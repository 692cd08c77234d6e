import type { ReadContext } from "../../../frame/index.js";
import type { AccountId, Hash } from "../../../scale/index.js";
import { currentEpoch } from "../epoch/schedule.js";
import { storage } from "../storage/index.js";

/** A commit of weights as stored: hash, epoch and block in which it was made, and a field without use. */
export type WeightCommit = [hash: Hash, epoch: bigint, block: bigint, unused: bigint];

/** Commits that one hotkey may have waiting for their reveal. */
export const MAX_UNREVEALED_COMMITS = 10;

const isExpired = (epoch: bigint, commitEpoch: bigint, period: bigint): boolean => epoch > commitEpoch + period;

/** The commits of a hotkey whose time has not passed, oldest first. */
export function pendingCommits(at: ReadContext, netuid: number, index: number, hotkey: AccountId): WeightCommit[] {
  const epoch = currentEpoch(at, netuid);
  const period = storage.RevealPeriodEpochs.get(at, netuid);
  const commits = storage.WeightCommits.get(at, index, hotkey) ?? [];
  return commits.filter(([, commitEpoch]) => !isExpired(epoch, commitEpoch, period));
}

/** Whether the epoch in which a commit may be revealed is now. */
export const isRevealEpoch = (at: ReadContext, netuid: number, commitEpoch: bigint): boolean =>
  currentEpoch(at, netuid) === commitEpoch + storage.RevealPeriodEpochs.get(at, netuid);

/**
 * Block of the earliest commit of a hotkey that may still be revealed; `Infinity` if there is none. Of the hash commits
 * only the first unexpired one counts.
 */
export function earliestCommitBlock(at: ReadContext, netuid: number, index: number, hotkey: AccountId): number {
  const epoch = storage.SubnetEpochIndex.get(at, netuid);
  const period = storage.RevealPeriodEpochs.get(at, netuid);
  const hashed = (storage.WeightCommits.get(at, index, hotkey) ?? []).find(
    ([, commitEpoch]) => !isExpired(epoch, commitEpoch, period),
  );
  const timelocked = storage.TimelockedWeightCommits.entries(at, index)
    .filter(([[, commitEpoch]]) => !isExpired(epoch, commitEpoch, period))
    .flatMap(([, commits]) => commits.filter(([account]) => account === hotkey).map(([, block]) => Number(block)));
  return Math.min(hashed === undefined ? Infinity : Number(hashed[2]), ...timelocked);
}
