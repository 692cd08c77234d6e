import type { Era } from "../scale/index.js";

/** The first block of the era that `current` belongs to; for an immortal transaction, genesis. */
export function eraBirth(life: Era, current: number): number {
  if (!life) return 0;
  const { period, phase } = life;
  return phase + period * Math.floor((Math.max(current, phase) - phase) / period);
}

/** The last block that may hold the transaction. */
export const eraDeath = (life: Era, current: number): number =>
  life ? eraBirth(life, current) + life.period - 1 : Number.POSITIVE_INFINITY;
