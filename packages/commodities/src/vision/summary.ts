import type { VisionRequest, VisionResponse } from "@taostack/protocol";
import { distributionOf, scoredBoxesOf } from "./answer.js";
import type { VisionCheck } from "./challenge.js";
import { averagePrecision, claimsOf } from "./metrics/average-precision.js";
import { type Calibration, type Claim, calibrationOf } from "./metrics/calibration.js";
import { brierScore, logScore, sphericalScore } from "./metrics/proper-scores.js";

export interface AnsweredImage {
  readonly request: VisionRequest;
  readonly check: VisionCheck;
  /** Its form is right. */
  readonly answer: VisionResponse;
}

export interface ClassificationSummary {
  readonly images: number;
  readonly accuracy: number;
  /** Means over the images: Brier's from 0 (best) to 2, the log score in nats, the spherical one from 0 to 1 (best). */
  readonly brier: number;
  readonly log: number;
  readonly spherical: number;
  /** Of the probability of the label that was thought likeliest. */
  readonly calibration: Calibration;
}

export interface DetectionSummary {
  readonly images: number;
  /** Over all images together, as COCO computes it. `undefined` without an object. */
  readonly ap: number | undefined;
  readonly ap50: number | undefined;
  readonly ap75: number | undefined;
  readonly apByLabel: ReadonlyMap<string, number>;
  /** Of the confidence of each box; right is one with an object of its label (IoU 0.5). */
  readonly calibration: Calibration;
}

export interface VisionSummary {
  readonly classification?: ClassificationSummary;
  readonly detection?: DetectionSummary;
}

/** What many answers of one miner, or one model, say of it. Pure. */
export function summariseVision(answered: readonly AnsweredImage[]): VisionSummary {
  const named = answered.filter(({ check }) => check.label !== undefined);
  const searched = answered.filter(({ check }) => check.objects !== undefined);
  return {
    ...(named.length > 0 ? { classification: summariseLabels(named) } : {}),
    ...(searched.length > 0 ? { detection: summariseBoxes(searched) } : {}),
  };
}

function summariseLabels(answered: readonly AnsweredImage[]): ClassificationSummary {
  const reports = answered.map(({ request, check, answer }) => ({
    right: request.labels.indexOf(check.label ?? ""),
    probabilities: distributionOf(request.labels, answer),
  }));
  const claims = reports.map(({ right, probabilities }): Claim => {
    const confidence = Math.max(...probabilities);
    return { confidence, right: probabilities.indexOf(confidence) === right };
  });
  const mean = (of: (probabilities: readonly number[], right: number) => number) =>
    reports.reduce((sum, { probabilities, right }) => sum + of(probabilities, right), 0) / reports.length;
  return {
    images: answered.length,
    accuracy: claims.filter(({ right }) => right).length / claims.length,
    brier: mean(brierScore),
    log: mean(logScore),
    spherical: mean(sphericalScore),
    calibration: calibrationOf(claims),
  };
}

function summariseBoxes(answered: readonly AnsweredImage[]): DetectionSummary {
  const images = answered.map(({ check, answer }) => ({ truth: check.objects ?? [], found: scoredBoxesOf(answer) }));
  const { ap, ap50, ap75, byLabel } = averagePrecision(images);
  const claims = images.flatMap(({ truth, found }) => claimsOf(truth, found));
  return { images: images.length, ap, ap50, ap75, apByLabel: byLabel, calibration: calibrationOf(claims) };
}
