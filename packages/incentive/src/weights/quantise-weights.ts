import { U16_MAX } from "../fixed/integer.js";

/** A weight vector as `set_weights` takes it. */
export interface LegalWeights {
  /** Ascending. */
  readonly uids: Uint16Array;
  /** The largest is 65535, none is 0. */
  readonly weights: Uint16Array;
}

/** Shares to u16, the largest to 65535, rounding half to even in double precision. What becomes 0 is left out. */
export function quantiseWeights(uids: readonly number[], shares: Float32Array): LegalWeights {
  const largest = shares.reduce((a, b) => Math.max(a, b), 0);
  const rounded = Array.from(shares, (share) => roundHalfEven((share / largest) * U16_MAX));
  const kept = rounded.flatMap((value, index) => (value > 0 ? [index] : []));
  return {
    uids: Uint16Array.from(kept, (index) => uids[index]!),
    weights: Uint16Array.from(kept, (index) => rounded[index]!),
  };
}

/** As Python's `round`: ties go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
