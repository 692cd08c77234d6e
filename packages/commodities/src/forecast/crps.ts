import { normalCdf, normalDensity } from "./normal.js";

/**
 * CRPS of an ensemble: (1/N) Σ|yᵢ − x| − (1/2N²) ΣᵢΣⱼ|yᵢ − yⱼ|, in O(N log N). Strictly proper for the distribution that the
 * samples are (Gneiting & Raftery 2007, "Strictly Proper Scoring Rules, Prediction, and Estimation", eq. 21).
 */
export const sampleCrps = (samples: readonly number[], outcome: number): number => ensemble(samples, outcome, false);

/**
 * The fair version divides the second sum by 2N(N − 1): in expectation the score of the distribution that the samples were drawn
 * from, whatever N (Ferro 2014, "Fair scores for ensemble forecasts"). May be below 0. Needs two samples.
 */
export const fairSampleCrps = (samples: readonly number[], outcome: number): number => ensemble(samples, outcome, true);

function ensemble(samples: readonly number[], outcome: number, fair: boolean): number {
  const sorted = Float64Array.from(samples).sort();
  const n = sorted.length;
  let distance = 0;
  let spread = 0; // Σ_{i<j} (y_j − y_i)
  for (let i = 0; i < n; i++) {
    distance += Math.abs(sorted[i]! - outcome);
    spread += (2 * i + 1 - n) * (sorted[i]! - outcome); // about the outcome: near numbers cancel less
  }
  return distance / n - spread / (n * (fair ? n - 1 : n));
}

/** Pinball (quantile) loss: max(τ(x − q), (τ − 1)(x − q)). */
export const pinballLoss = (quantile: number, level: number, outcome: number): number =>
  outcome >= quantile ? level * (outcome - quantile) : (1 - level) * (quantile - outcome);

/**
 * CRPS by quantiles: CRPS = 2∫₀¹ pinball_τ dτ (Laio & Tamea 2007; Gneiting & Ranjan 2011), each level weighing the part of (0, 1)
 * that is nearest to it. For equal steps it is 2 × the mean pinball loss. Proper, for each term is.
 */
export function quantileCrps(quantiles: readonly number[], levels: readonly number[], outcome: number): number {
  const last = levels.length - 1;
  let sum = 0;
  for (let k = 0; k <= last; k++) {
    const low = k === 0 ? 0 : (levels[k - 1]! + levels[k]!) / 2;
    const high = k === last ? 1 : (levels[k]! + levels[k + 1]!) / 2;
    sum += (high - low) * pinballLoss(quantiles[k]!, levels[k]!, outcome);
  }
  return 2 * sum;
}

/** CRPS of N(mean, deviation²): σ(z(2Φ(z) − 1) + 2φ(z) − 1/√π), z = (x − mean)/σ (Gneiting & Raftery 2007, eq. 20 and after). */
export function normalCrps(mean: number, deviation: number, outcome: number): number {
  if (deviation === 0) return Math.abs(outcome - mean);
  const z = (outcome - mean) / deviation;
  return deviation * (z * (2 * normalCdf(z) - 1) + 2 * normalDensity(z) - 1 / Math.sqrt(Math.PI));
}
