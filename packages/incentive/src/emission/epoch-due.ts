/** Blocks without an epoch after which one is due whatever the tempo. */
export const MAX_TEMPO = 50_400;

export interface EpochSchedule {
  /** `Tempo`, blocks; 0 turns epochs off. */
  readonly tempo: number;
  /** `PendingEpochAt`: block from which an epoch was asked for or deferred to; 0 for none. */
  readonly pendingEpochAt: number;
  /** `BlocksSinceLastStep`, already raised for this block. */
  readonly blocksSinceLastStep: number;
  /** `LastEpochBlock`. */
  readonly lastEpochBlock: number;
}

/** Whether a subnet's epoch is due in this block. The root network never runs one. */
export function isEpochDue(schedule: EpochSchedule, currentBlock: number): boolean {
  const { tempo, pendingEpochAt, blocksSinceLastStep, lastEpochBlock } = schedule;
  if (tempo === 0) return false;
  if (pendingEpochAt > 0 && currentBlock >= pendingEpochAt) return true;
  return blocksSinceLastStep > MAX_TEMPO || currentBlock - lastEpochBlock >= tempo;
}

/** Where `LastEpochBlock` of a new subnet starts: staggered by netuid, so that epochs spread over the blocks. */
export function firstEpochBlock(netuid: number, tempo: number, currentBlock: number): number {
  return Math.max(0, currentBlock - (netuid % Math.max(tempo, 1)));
}

/** The block in which the next epoch is due if nobody asks for one earlier; undefined when epochs are off. */
export function nextEpochBlock({ tempo, pendingEpochAt, lastEpochBlock }: EpochSchedule): number | undefined {
  if (tempo === 0) return undefined;
  const automatic = lastEpochBlock + tempo;
  return pendingEpochAt > 0 ? Math.min(pendingEpochAt, automatic) : automatic;
}

/** Whether owners and root may change hyperparameters now: not within `AdminFreezeWindow` blocks before an epoch. */
export function isAdminWindowOpen(schedule: EpochSchedule, currentBlock: number, freezeWindow: number): boolean {
  if (schedule.tempo === 0) return true;
  if (schedule.pendingEpochAt > currentBlock) return false;
  return Math.max(0, schedule.lastEpochBlock + schedule.tempo - currentBlock) >= freezeWindow;
}
