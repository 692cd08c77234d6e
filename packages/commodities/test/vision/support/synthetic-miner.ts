import type { VisionResponse } from "@taostack/protocol";
import type { LabelledBox, ScoredBox, VisionChallenge } from "../../../src/index.js";
import { between, pick, type Random } from "../../../src/vision/random.js";
import { boxes, distribution } from "./answers.js";

/** How much a made-up miner sees. */
export interface Skill {
  /** How far evidence for the right label stands out, in deviations of its noise: 0 sees nothing. */
  readonly evidence: number;
  /** Deviation of a box's edges, as a share of its sides. */
  readonly offset: number;
  /** Share of objects that are not found. */
  readonly missed: number;
  /** Boxes about nothing, for each image. */
  readonly imagined: number;
}

/** Nearly normal, mean 0, deviation 1. */
const normal = (random: Random): number => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);

/** What evidence with normal noise makes a miner believe who knows how good it is: Bayes' rule, so that it is calibrated. */
export function belief(labels: readonly string[], right: string, evidence: number, random: Random): number[] {
  const weights = labels.map((label) => Math.exp(evidence * (normal(random) + (label === right ? evidence : 0))));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

export function randomBox(random: Random): LabelledBox["box"] {
  const [left, top] = [between(random, 0, 0.75), between(random, 0, 0.75)];
  return { left, top, right: left + between(random, 0.1, 0.25), bottom: top + between(random, 0.1, 0.25) };
}

export function jittered(
  { left, top, right, bottom }: LabelledBox["box"],
  offset: number,
  random: Random,
): LabelledBox["box"] {
  const [width, height] = [right - left, bottom - top];
  const share = (value: number) => Math.min(1, Math.max(0, value));
  const edge = (value: number, side: number) => share(value + offset * side * normal(random));
  return { left: edge(left, width), top: edge(top, height), right: edge(right, width), bottom: edge(bottom, height) };
}

function sight(objects: readonly LabelledBox[], labels: readonly string[], skill: Skill, random: Random): ScoredBox[] {
  const found = objects
    .filter(() => random() >= skill.missed)
    .map(({ label, box }) => ({
      label,
      confidence: between(random, 0.6, 1),
      box: jittered(box, skill.offset, random),
    }));
  const imagined = Array.from({ length: Math.floor(skill.imagined + random()) }, () => ({
    label: pick(random, labels),
    confidence: between(random, 0.05, 0.6),
    box: randomBox(random),
  }));
  return [...found, ...imagined];
}

/** What a miner of some skill answers honestly. */
export function honestAnswer({ request, check }: VisionChallenge, skill: Skill, random: Random): VisionResponse {
  if (check?.objects) return boxes(sight(check.objects, request.labels, skill, random));
  return distribution(request.labels, belief(request.labels, check?.label ?? "", skill.evidence, random));
}
