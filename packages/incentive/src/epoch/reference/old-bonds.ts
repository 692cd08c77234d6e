import type { EpochInput } from "../types.js";
import { filterEntries, type Matrix } from "./matrix.js";
import { loadRows } from "./voting-weights.js";

/** The stored bonds as whole numbers, without those to a UID that was registered since the previous epoch. */
export function oldBonds(input: EpochInput): Matrix {
  const lastTempo = lastTempoBlock(input);
  return filterEntries(
    loadRows(input.bonds, input.n),
    ({ column }) => lastTempo > (input.blockAtRegistration[column] ?? 0),
  );
}

/** Bonds to a UID registered at this block or later are not old ones. */
export function lastTempoBlock({ currentBlock, lastMechanismStepBlock, hyperparameters }: EpochInput): number {
  if (lastMechanismStepBlock !== 0) return lastMechanismStepBlock + 1;
  return Math.max(0, currentBlock - hyperparameters.tempo);
}
