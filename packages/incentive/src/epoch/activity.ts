import type { EpochInput } from "./types.js";

/** Blocks after which a validator that sets no weights counts as inactive. */
export function activityCutoff(factorMilli: number, tempo: number): number {
  return Math.max(1, Math.floor((factorMilli * tempo) / 1000));
}

/** Which UIDs have set weights (or registered) within the cutoff. A missing `LastUpdate` counts as block 0. */
export function activeUids({ n, currentBlock, lastUpdate, hyperparameters }: EpochInput): boolean[] {
  const cutoff = activityCutoff(hyperparameters.activityCutoffFactorMilli, hyperparameters.tempo);
  return Array.from({ length: n }, (_, uid) => (lastUpdate[uid] ?? 0) + cutoff >= currentBlock);
}
