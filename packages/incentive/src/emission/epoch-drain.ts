import { type EpochSchedule, isEpochDue } from "./epoch-due.js";

export interface DrainCandidate extends EpochSchedule {
  readonly netuid: number;
  /** Whether two UIDs of the subnet share a hotkey: such an epoch is skipped, and its pots keep filling. */
  readonly hasDuplicateHotkeys?: boolean;
}

export type DrainOutcome = "not_due" | "deferred" | "skipped" | "run";

/** The schedule of a subnet after the block, and what became of its epoch. */
export interface DrainResult extends EpochSchedule {
  readonly netuid: number;
  readonly outcome: DrainOutcome;
  /** To be added to `SubnetEpochIndex`: 1 for run or skipped, else 0. */
  readonly epochIndexAdded: 0 | 1;
}

/**
 * Decides which subnets run their epoch in this block. Takes every network but root, in the order of the chain's map,
 * with `blocksSinceLastStep` as stored (it is raised here). At most `maxEpochsPerBlock` run; the rest wait one block.
 */
export function drainEpochs(
  candidates: readonly DrainCandidate[],
  currentBlock: number,
  maxEpochsPerBlock: number,
): DrainResult[] {
  let admitted = 0;
  return candidates.map(({ netuid, hasDuplicateHotkeys = false, ...stored }) => {
    const schedule = { ...stored, blocksSinceLastStep: stored.blocksSinceLastStep + 1 };
    if (!isEpochDue(schedule, currentBlock)) return { netuid, ...schedule, outcome: "not_due", epochIndexAdded: 0 };
    if (admitted >= maxEpochsPerBlock) {
      return { netuid, ...schedule, pendingEpochAt: currentBlock + 1, outcome: "deferred", epochIndexAdded: 0 };
    }
    const slot = { netuid, ...schedule, lastEpochBlock: currentBlock, pendingEpochAt: 0, epochIndexAdded: 1 as const };
    if (hasDuplicateHotkeys) return { ...slot, outcome: "skipped" };
    admitted += 1;
    return { ...slot, blocksSinceLastStep: 0, outcome: "run" };
  });
}
