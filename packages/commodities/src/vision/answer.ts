import type { VisionRequest, VisionResponse } from "@taostack/protocol";
import type { ScoredBox } from "./metrics/average-precision.js";

/** How far probabilities may be from a sum of 1: they travel in single precision. */
const SUM_TOLERANCE = 0.01;

const isShare = (value: number): boolean => value >= 0 && value <= 1;

/** What is wrong with the form of an answer, in words; `undefined` if nothing is. Such an answer is worth nothing. */
export function formProblem(request: VisionRequest, answer: VisionResponse): string | undefined {
  return request.task === "classification" ? distributionProblem(request, answer) : boxesProblem(request, answer);
}

function distributionProblem({ labels }: VisionRequest, { labels: claims, boxes }: VisionResponse): string | undefined {
  if (boxes.length > 0) return "it has boxes, which nobody asked for";
  if (claims.length === 0) return "it names no label";
  if (claims.some(({ label }) => !labels.includes(label))) return "it names labels that were not to choose from";
  if (new Set(claims.map(({ label }) => label)).size < claims.length) return "it names a label twice";
  if (!claims.every(({ probability }) => isShare(probability))) return "it has probabilities that are none";
  const sum = claims.reduce((total, { probability }) => total + probability, 0);
  return Math.abs(sum - 1) <= SUM_TOLERANCE ? undefined : `its probabilities have the sum ${sum.toFixed(3)}`;
}

function boxesProblem(
  { labels, maxBoxes }: VisionRequest,
  { labels: claims, boxes }: VisionResponse,
): string | undefined {
  if (claims.length > 0) return "it names labels of the whole image, which nobody asked for";
  if (boxes.length > maxBoxes) return `it has ${boxes.length} boxes where ${maxBoxes} were allowed`;
  if (boxes.some(({ label }) => !labels.includes(label))) return "it names labels that were not to choose from";
  if (!boxes.every(({ confidence }) => isShare(confidence))) return "it has confidences that are none";
  const isBox = ({ left, top, right, bottom }: VisionResponse["boxes"][number]) =>
    [left, top, right, bottom].every(isShare) && left < right && top < bottom;
  return boxes.every(isBox) ? undefined : "it has boxes that are none, or lie outside the image";
}

/** The answer's probabilities in the order of the labels, 0 for those left out, their sum made 1. */
export function distributionOf(labels: readonly string[], answer: VisionResponse): number[] {
  const claimed = new Map(answer.labels.map(({ label, probability }) => [label, probability]));
  const probabilities = labels.map((label) => claimed.get(label) ?? 0);
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  return sum > 0 ? probabilities.map((probability) => probability / sum) : probabilities;
}

export const scoredBoxesOf = (answer: VisionResponse): ScoredBox[] =>
  answer.boxes.map(({ label, confidence, left, top, right, bottom }) => ({
    label,
    confidence,
    box: { left, top, right, bottom },
  }));
