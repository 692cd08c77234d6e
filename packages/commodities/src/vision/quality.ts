import { averagePrecision, claimsOf, type LabelledBox, type ScoredBox } from "./metrics/average-precision.js";
import { brierScore, logScore, sphericalAgreement, sphericalScore } from "./metrics/proper-scores.js";

export interface ClassificationQuality {
  /** The spherical score, which is what counts: 0 … 1. */
  readonly quality: number;
  /** 1 − ½ · Brier score. */
  readonly brier: number;
  /** e^(− log score): the probability of the right label. */
  readonly likelihood: number;
  /** 1 if the right label is the likeliest. */
  readonly accuracy: number;
}

/**
 * How good a distribution is. The spherical score counts, of the proper ones: it lies between 0 and 1 without being cut, which
 * would make it improper, and leaves an even guess among K labels 1/√K, where ½ of Brier's would leave it more than a half.
 */
export function classificationQuality(probabilities: readonly number[], right: number): ClassificationQuality {
  const likeliest = probabilities.indexOf(Math.max(...probabilities));
  return {
    quality: sphericalScore(probabilities, right),
    brier: 1 - brierScore(probabilities, right) / 2,
    likelihood: Math.exp(-logScore(probabilities, right)),
    accuracy: likeliest === right ? 1 : 0,
  };
}

/** The same against the validator's own doubts: proper with respect to them. */
export const agreementQuality = (
  probabilities: readonly number[],
  own: readonly number[],
): { readonly quality: number } => ({
  quality: sphericalAgreement(probabilities, own),
});

export interface DetectionQuality {
  /** ap · (1 − ½ · (1 − purity)); without an object, 1 less the confidence in those that are not there. */
  readonly quality: number;
  /** Over IoU 0.50 … 0.95, of this image alone. Absent if there is no object. */
  readonly ap?: number;
  readonly ap50?: number;
  /** The share of all confidence that went to boxes with an object (IoU 0.5 or more). */
  readonly purity: number;
}

/**
 * How good boxes are. Average precision alone would let a miner add doubtful boxes for nothing: they come after the sure ones, and a
 * label that the image does not show is not looked at. What such boxes claim counts against `purity`.
 */
export function detectionQuality(truth: readonly LabelledBox[], found: readonly ScoredBox[]): DetectionQuality {
  const confidence = found.reduce((sum, box) => sum + box.confidence, 0);
  if (truth.length === 0) return { quality: Math.max(0, 1 - confidence), purity: found.length === 0 ? 1 : 0 };
  const rightConfidence = claimsOf(truth, found).reduce((sum, claim) => sum + (claim.right ? claim.confidence : 0), 0);
  const purity = confidence > 0 ? rightConfidence / confidence : 1;
  const { ap = 0, ap50 = 0 } = averagePrecision([{ truth, found }]);
  return { quality: ap * (1 - 0.5 * (1 - purity)), ap, ap50, purity };
}
