/**
 * Scores of one probability distribution against what was so. All are proper: the best report, on average, is what one believes
 * (Gneiting & Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", JASA 2007).
 */

/** Σ (p − o)² over all labels, o being 1 for the right one: 0 is best, 2 is worst (Brier, 1950). */
export const brierScore = (probabilities: readonly number[], right: number): number =>
  probabilities.reduce((sum, p, index) => sum + (p - (index === right ? 1 : 0)) ** 2, 0);

/** Probabilities below this count as this, as in scikit-learn: no single answer costs infinity. */
export const LEAST_PROBABILITY = Number.EPSILON;

/** −ln p of the right label, in nats: 0 is best (Good, 1952). */
export const logScore = (probabilities: readonly number[], right: number): number =>
  -Math.log(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probabilities[right] ?? 0)));

/**
 * p of the right label over the length of the distribution, 0 … 1, 1 being best; 1/√K for an even guess among K (Roby, 1965).
 * 0 if no label has any probability.
 */
export function sphericalScore(probabilities: readonly number[], right: number): number {
  const length = Math.hypot(...probabilities);
  return length > 0 ? (probabilities[right] ?? 0) / length : 0;
}

/** What the spherical score is on average if `truth` are the chances of the labels, as a share of the most that is possible. */
export function sphericalAgreement(probabilities: readonly number[], truth: readonly number[]): number {
  const product = probabilities.reduce((sum, p, index) => sum + p * (truth[index] ?? 0), 0);
  const lengths = Math.hypot(...probabilities) * Math.hypot(...truth);
  return lengths > 0 ? Math.min(1, product / lengths) : 0;
}
