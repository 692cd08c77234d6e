import { evenFloat32, normaliseFloat32, sumFloat32 } from "./float32.js";

const round = Math.fround;
const EPSILON = round(1e-7);

/**
 * Shares of 1 of which none exceeds `limit` by more than rounding: larger ones are cut to the level at which, after
 * normalising again, they sit at the limit. Even shares when no other can satisfy it. Single precision.
 */
export function clipToLimit(values: Float32Array, limit: number): Float32Array {
  if (sumFloat32(values) === 0 || values.length * limit <= 1) return evenFloat32(values.length);
  const ascending = values.slice().sort();
  const shares = normaliseFloat32(ascending);
  if (shares.at(-1)! <= limit) return normaliseFloat32(values);
  const cut = cutLevel(shares, limit) * sumFloat32(ascending);
  return normaliseFloat32(values.map((value) => Math.min(value, cut)));
}

/** The share to cut at, before normalising again. Rounds where numpy does: only the last division is in doubles. */
function cutLevel(shares: Float32Array, limit: number): number {
  const n = shares.length;
  const limit32 = round(limit);
  let below = 0;
  let running = 0;
  let runningBelow = 0;
  shares.forEach((share, index) => {
    running = round(running + share);
    const cut = round(round(round((n - index - 1) * share) + running) + EPSILON);
    if (round(share / cut) >= limit32) return;
    below += 1;
    runningBelow = running;
  });
  return round(round(limit32 * runningBelow) - EPSILON) / (1 - limit * (n - below));
}
