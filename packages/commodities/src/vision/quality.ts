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
  /** ap · (1 − ½ · (1 − candour)); candour alone where there is no object. */
  readonly quality: number;
  /** Over IoU 0.50 … 0.95, of this image alone. Absent if there is no object. */
  readonly ap?: number;
  readonly ap50?: number;
  /** 1 less Brier's score of the confidences for each object. */
  readonly candour: number;
}

/**
 * How good boxes are. Average precision looks at the order of the confidences only, never at what they say: boxes added with less
 * confidence than the rest cost nothing, and all of them may be called doubtful. So candour takes away up to a half.
 */
export function detectionQuality(truth: readonly LabelledBox[], found: readonly ScoredBox[]): DetectionQuality {
  const candour = candourOf(truth, found);
  if (truth.length === 0) return { quality: candour, candour };
  const { ap = 0, ap50 = 0 } = averagePrecision([{ truth, found }]);
  return { quality: ap * (1 - 0.5 * (1 - candour)), ap, ap50, candour };
}

/**
 * Boxes against those that the validator's own model is sure of: AP, and no candour, for what the model itself doubts is no fault
 * in a miner. Where it is sure of nothing, 1 / (1 + boxes that the miner is sure of).
 */
export function detectionAgreement(
  own: readonly ScoredBox[],
  found: readonly ScoredBox[],
): { readonly quality: number } {
  const truth = own.filter(isSure);
  if (truth.length === 0) return { quality: 1 / (1 + found.filter(isSure).length) };
  return { quality: averagePrecision([{ truth, found }]).ap ?? 0 };
}

/** A box to bet on. */
const isSure = ({ confidence }: ScoredBox): boolean => confidence >= 0.5;

/**
 * 1 − (Σ (1 − c)² over boxes with an object + Σ c² over boxes without) / objects, at least 0; at least one object is counted. The
 * best confidence, on average, is how likely the box has an object (IoU 0.5 or more). Objects that no box has are AP's business.
 */
function candourOf(truth: readonly LabelledBox[], found: readonly ScoredBox[]): number {
  const loss = claimsOf(truth, found).reduce(
    (sum, { confidence, right }) => sum + (confidence - (right ? 1 : 0)) ** 2,
    0,
  );
  return Math.max(0, 1 - loss / Math.max(1, truth.length));
}
