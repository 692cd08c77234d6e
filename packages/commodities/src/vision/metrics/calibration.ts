/** A claim, and whether it was right. */
export interface Claim {
  /** 0 … 1. */
  readonly confidence: number;
  readonly right: boolean;
}

export interface CalibrationBin {
  /** Bin n of N holds confidences above n/N, up to and with (n + 1)/N; 0 is in the first. */
  readonly count: number;
  /** Means over the bin; 0 if it is empty. */
  readonly confidence: number;
  readonly accuracy: number;
}

export interface Calibration {
  /** Expected calibration error: the mean distance between confidence and accuracy, each bin by its share of the claims. */
  readonly ece: number;
  readonly bins: readonly CalibrationBin[];
}

/**
 * Whether claims are right as often as they say (Naeini, Cooper & Hauskrecht, AAAI 2015; bins as Guo et al., ICML 2017, set them).
 * It cannot be a score by itself: saying always how often one is right on average is perfectly calibrated and worth nothing.
 */
export function calibrationOf(claims: readonly Claim[], binCount = 15): Calibration {
  const sums = Array.from({ length: binCount }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of claims) {
    const sum = sums[Math.min(binCount - 1, Math.max(0, Math.ceil(confidence * binCount) - 1))]!;
    sum.count++;
    sum.confidence += confidence;
    sum.right += right ? 1 : 0;
  }
  const bins = sums.map(({ count, confidence, right }) => ({
    count,
    confidence: count > 0 ? confidence / count : 0,
    accuracy: count > 0 ? right / count : 0,
  }));
  const off = bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.confidence - bin.accuracy), 0);
  return { ece: claims.length > 0 ? off / claims.length : 0, bins };
}
