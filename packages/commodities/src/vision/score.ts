import type { VisionRequest, VisionResponse } from "@taostack/protocol";
import type { Score, ScoreInput } from "../commodity.js";
import { type AnswerTiming, speedInWords, speedOf } from "../speed.js";
import { distributionOf, formProblem, scoredBoxesOf } from "./answer.js";
import type { VisionCheck } from "./challenge.js";
import { qualityInWords } from "./explanation.js";
import {
  agreementQuality,
  type ClassificationQuality,
  classificationQuality,
  type DetectionQuality,
  detectionAgreement,
  detectionQuality,
} from "./quality.js";

/** What the validator's own model makes of an image of which nothing is known. */
export interface VisionReference {
  readonly answer?: VisionResponse;
}

/** `challenge` has a `check` where labels are known, and none for a real user's request. */
export type VisionScoreInput = ScoreInput<VisionRequest, VisionResponse, VisionCheck, AnswerTiming, VisionReference>;

export interface VisionParts extends Partial<ClassificationQuality>, Partial<DetectionQuality> {
  /** 0 or 1. */
  readonly form: number;
  /** Absent without timings to compare with. */
  readonly speed?: number;
}

export interface VisionScore extends Score {
  readonly parts: VisionParts & Readonly<Record<string, number | undefined>>;
}

/** The most that speed can take away. */
const SPEED_SHARE = 0.1;

/**
 * Judges an answer about an image. Pure: the same input gives the same score, to the bit.
 *
 * total = form · quality · (1 − 0.1·(1 − speed))
 *
 * Where nothing is known of an image, the validator's own answer stands in for the truth.
 */
export function scoreVision({ challenge, answer, reference, timing }: VisionScoreInput): VisionScore {
  const problem = formProblem(challenge.request, answer);
  if (problem !== undefined) return worthless(problem);
  const quality = qualityOf(challenge.request, answer, challenge.check, reference.answer);
  const speed = speedOf(timing);
  return {
    total: (quality?.quality ?? 1) * (1 - SPEED_SHARE * (1 - (speed ?? 1))),
    parts: { form: 1, ...quality, ...(speed === undefined ? {} : { speed }) },
    explanation: [qualityInWords(answer, challenge.check, quality), speedInWords(speed)].filter(Boolean).join(" "),
  };
}

type Quality = ClassificationQuality | DetectionQuality | { readonly quality: number } | undefined;

function qualityOf(
  { task, labels }: VisionRequest,
  answer: VisionResponse,
  check: VisionCheck | undefined,
  own: VisionResponse | undefined,
): Quality {
  if (task === "detection") {
    const found = scoredBoxesOf(answer);
    if (check?.objects) return detectionQuality(check.objects, found);
    return own && detectionAgreement(scoredBoxesOf(own), found);
  }
  const probabilities = distributionOf(labels, answer);
  if (check?.label !== undefined) return classificationQuality(probabilities, labels.indexOf(check.label));
  return own && agreementQuality(probabilities, distributionOf(labels, own));
}

const worthless = (problem: string): VisionScore => ({
  total: 0,
  parts: { form: 0 },
  explanation: `The answer counts for nothing: ${problem}.`,
});
