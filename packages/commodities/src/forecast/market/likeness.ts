import { normalQuantile } from "../normal.js";
import { PRINT_LEVELS, type Round } from "./record.js";

/** How alike the forecasts of two miners are, over the rounds that both answered. */
export interface Likeness {
  /**
   * Between what the two say beyond the random walk, −1 … 1; 0 if one says nothing beyond it. Each level weighs by the normal's density at its
   * quantile, so that the square of what a forecast says is what CRPS pays for it: ∫(F − G)² dx ≈ Σ Δq² φ(z) dτ.
   */
  readonly cosine: number;
  /** Mean distance of the quantiles, in deviations of the random walk. */
  readonly distance: number;
  readonly rounds: number;
}

/** What one miner says beyond the random walk: a row for each round, in which what is missing is marked. */
export interface Signal {
  readonly values: Float64Array;
  readonly isPresent: Uint8Array;
  /** Numbers of a row. */
  readonly width: number;
}

const standard = PRINT_LEVELS.map(normalQuantile);
/** φ(z) up to a factor, by level. */
const weights = standard.map((z) => Math.exp((-z * z) / 2));
const LEVELS = PRINT_LEVELS.length;

/** Rows of equal width, filled up with the random walk: it says nothing, and weighs nothing in a cosine. */
export function signalOf(rounds: readonly Round[], hotkey: string, width: number): Signal {
  const values = new Float64Array(rounds.length * width);
  const isPresent = new Uint8Array(rounds.length);
  for (const [row, { entries }] of rounds.entries()) {
    const print = entries[hotkey]?.print;
    if (!print) continue;
    isPresent[row] = 1;
    for (let i = 0; i < print.length; i++) values[row * width + i] = print[i]! - standard[i % LEVELS]!;
  }
  return { values, isPresent, width };
}

/** Numbers of the longest print. */
export const widthOf = (rounds: readonly Round[]): number =>
  rounds.reduce(
    (most, { entries }) => Object.values(entries).reduce((max, { print }) => Math.max(max, print?.length ?? 0), most),
    0,
  );

/** @param every - Looks at one row of so many. */
export function likenessOf(a: Signal, b: Signal, every = 1): Likeness {
  const { width } = a;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  let distance = 0;
  let rounds = 0;
  for (let row = 0; row < a.isPresent.length; row += every) {
    if (a.isPresent[row] === 0 || b.isPresent[row] === 0) continue;
    rounds++;
    const end = (row + 1) * width;
    for (let i = row * width, level = 0; i < end; i++) {
      const x = a.values[i]!;
      const y = b.values[i]!;
      const weight = weights[level]!;
      ab += weight * x * y;
      aa += weight * x * x;
      bb += weight * y * y;
      distance += Math.abs(x - y);
      level = level === LEVELS - 1 ? 0 : level + 1;
    }
  }
  return {
    cosine: aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb),
    distance: rounds === 0 ? Number.POSITIVE_INFINITY : distance / (rounds * width),
    rounds,
  };
}
