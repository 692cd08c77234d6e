import { normalQuantile } from "../normal.js";
import { PRINT_LEVELS, type Round } from "./record.js";

/**
 * How alike the forecasts of two miners are in what they say beyond the random walk, over the rounds that both answered: the cosine of their
 * prints less the random walk's. Each level weighs by the root of the normal's density at its quantile, so that the square of such a
 * difference is what CRPS pays for it: ∫(F − G)² dx ≈ Σ Δq² φ(z) dτ.
 */
export interface Likeness {
  /** −1 … 1; 0 if one says nothing beyond the random walk. */
  readonly cosine: number;
  /** Mean distance of the quantiles, in deviations of the random walk. */
  readonly distance: number;
  readonly rounds: number;
}

const standard = PRINT_LEVELS.map(normalQuantile);
/** φ(z) up to a factor, by level. */
const weights = standard.map((z) => Math.exp((-z * z) / 2));
const LEVELS = PRINT_LEVELS.length;

export function likenessOf(rounds: readonly Round[], a: string, b: string): Likeness {
  let [ab, aa, bb, distance, shared] = [0, 0, 0, 0, 0];
  for (const { entries } of rounds) {
    const [one, other] = [entries[a]?.print, entries[b]?.print];
    if (!one || !other) continue;
    shared++;
    let sum = 0;
    for (let i = 0; i < one.length; i++) {
      const level = i % LEVELS;
      const [x, y] = [one[i]! - standard[level]!, (other[i] ?? 0) - standard[level]!];
      const weight = weights[level]!;
      ab += weight * x * y;
      aa += weight * x * x;
      bb += weight * y * y;
      sum += Math.abs(x - y);
    }
    distance += sum / one.length;
  }
  return {
    cosine: aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb),
    distance: shared === 0 ? Number.POSITIVE_INFINITY : distance / shared,
    rounds: shared,
  };
}
