import { evenFloat32, normaliseFloat32, sumFloat32 } from "./float32.js";

const EPSILON = 1e-7;
const round = Math.fround;

/**
 * Shares of 1 of which none exceeds `limit` by more than rounding: larger ones are cut to the level at which, after
 * normalising again, they sit at the limit. Even shares when no other can satisfy it. Single precision.
 */
export function clipToLimit(values: Float32Array, limit: number): Float32Array {
  const total = sumFloat32(values);
  if (total === 0 || values.length * limit <= 1) return evenFloat32(values.length);
  const ascending = values.slice().sort();
  const shares = normaliseFloat32(ascending);
  if (shares.at(-1)! <= limit) return normaliseFloat32(values);
  const cut = cutLevel(shares, limit) * total;
  return normaliseFloat32(values.map((value) => Math.min(value, cut)));
}

function cutLevel(shares: Float32Array, limit: number): number {
  const n = shares.length;
  let below = 0;
  let running = 0;
  let runningBelow = 0;
  shares.forEach((share, index) => {
    running = round(running + share);
    const others = round((n - index - 1) * share);
    if (share / (others + running + EPSILON) >= limit) return;
    below += 1;
    runningBelow = running;
  });
  return (limit * runningBelow - EPSILON) / (1 - limit * (n - below));
}
