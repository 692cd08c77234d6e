import type { VisionRequest } from "@taostack/protocol";
import type { Challenge } from "../commodity.js";
import { requestId } from "../request-id.js";
import type { VisionKind } from "./contract.js";
import { type LabelledFile, photograph, randomScene } from "./draw/drawn-image.js";
import { drawnLabels } from "./draw/labels.js";
import type { LabelledBox } from "./metrics/average-precision.js";
import { pick, type Random, sample, seededRandom } from "./random.js";

/** What a validator knows about an image: its one label, or all objects in it. */
export interface VisionCheck {
  readonly label?: string;
  readonly objects?: readonly LabelledBox[];
  /** Others were shown the same scene. */
  readonly shared?: true;
}

export type VisionChallenge = Challenge<VisionRequest, VisionCheck>;

/** As clients ask. */
const boxLimits = [10, 20, 20, 50, 100];

/** A request about a file. Fields and shape are those of a real request. */
export function requestAbout(
  file: Uint8Array,
  kind: VisionKind,
  labels: readonly string[],
  random: Random,
): VisionRequest {
  return {
    requestId: requestId(random),
    model: "",
    image: file,
    task: kind,
    labels: sample(random, labels, labels.length),
    maxBoxes: kind === "detection" ? pick(random, boxLimits) : 0,
  };
}

const checkOf = (kind: VisionKind, { objects }: LabelledFile): VisionCheck =>
  kind === "detection" ? { objects } : { label: objects[0]!.label };

/**
 * The same scene for several miners, each from another point of view, in another light and compressed otherwise. All have the same
 * label or the same objects, but what is right for one is not for the other: who passes on another's answer shows it.
 * @param seed - As for `createVisionChallenge`.
 */
export function createVisionChallenges(seed: number | Random, count: number): VisionChallenge[] {
  const random = typeof seed === "number" ? seededRandom(seed) : seed;
  const kind: VisionKind = random() < 0.5 ? "classification" : "detection";
  const scene = randomScene(random, kind);
  return Array.from({ length: count }, () => {
    const labelled = photograph(scene, random);
    const check = { ...checkOf(kind, labelled), ...(count > 1 ? { shared: true as const } : {}) };
    return { request: requestAbout(labelled.file, kind, drawnLabels, random), check };
  });
}

/** Share of rounds in which all miners are shown the same scene, so that copies can be told by their errors. */
const SHARED_ROUNDS = 0.25;

/**
 * A challenge for each miner of a round: mostly a scene of its own, where another's answer is simply wrong; now and then views of one
 * scene, which show who errs as another does.
 * @param seed - As for `createVisionChallenge`.
 */
export function createVisionRound(seed: number | Random, count: number): VisionChallenge[] {
  const random = typeof seed === "number" ? seededRandom(seed) : seed;
  if (random() < SHARED_ROUNDS) return createVisionChallenges(random, count);
  return Array.from({ length: count }, () => createVisionChallenge(random));
}

/**
 * A fresh image, and what is known of it. It was drawn for this request and exists nowhere else, so that nothing can be looked up.
 * @param seed - A safe integer, or a source of numbers in [0, 1). The same seed gives the same challenge, file and id included.
 * Seeds are to be secret and unpredictable: who knows one knows the labels.
 */
export const createVisionChallenge = (seed: number | Random): VisionChallenge => createVisionChallenges(seed, 1)[0]!;
