import { type Box, iou } from "../geometry/box.js";
import type { Claim } from "./calibration.js";

/** An object that is there. */
export interface LabelledBox {
  readonly label: string;
  readonly box: Box;
}

/** An object that is claimed. */
export interface ScoredBox extends LabelledBox {
  /** 0 … 1. */
  readonly confidence: number;
}

export interface ImageDetections {
  readonly truth: readonly LabelledBox[];
  readonly found: readonly ScoredBox[];
}

export interface AveragePrecision {
  /** Mean over the labels and over IoU 0.50, 0.55, … 0.95. `undefined` if there is no object at all. */
  readonly ap: number | undefined;
  readonly ap50: number | undefined;
  readonly ap75: number | undefined;
  /** Of the labels that occur. */
  readonly byLabel: ReadonlyMap<string, number>;
}

/** As numpy's `linspace` computes them: on a threshold, the last bit decides. */
const linspace = (start: number, stop: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) =>
    index === count - 1 ? stop : start + index * ((stop - start) / (count - 1)),
  );

export const iouThresholds: readonly number[] = linspace(0.5, 0.95, 10);

/** Boxes of one label in one image that count: the most confident. */
const MOST_FOUND = 100;

/** As COCO's `1 - 1e-10`: a box that is right to the last bit passes a threshold of 1. */
const ALMOST_ONE = 1 - 1e-10;

const byConfidence = (a: { confidence: number }, b: { confidence: number }): number => b.confidence - a.confidence;

/** Which of the found boxes, the most confident first, get an object: each takes the one it overlaps most among those left. */
export function matchBoxes(truth: readonly Box[], found: readonly Box[], threshold: number): (number | undefined)[] {
  const taken = new Set<number>();
  return found.map((box) => {
    let best = Math.min(threshold, ALMOST_ONE);
    let match: number | undefined;
    truth.forEach((object, index) => {
      const overlap = taken.has(index) ? -1 : iou(box, object);
      if (overlap >= best) [best, match] = [overlap, index];
    });
    if (match !== undefined) taken.add(match);
    return match;
  });
}

interface Claims {
  readonly objects: number;
  /** One for each box that counts, in the order of the images. */
  readonly claims: readonly Claim[];
}

function pooledClaims(images: readonly ImageDetections[], label: string, threshold: number): Claims {
  let objects = 0;
  const claims = images.flatMap(({ truth, found }) => {
    const there = truth.filter((object) => object.label === label).map(({ box }) => box);
    const claimed = found
      .filter((object) => object.label === label)
      .sort(byConfidence)
      .slice(0, MOST_FOUND);
    objects += there.length;
    const matches = matchBoxes(
      there,
      claimed.map(({ box }) => box),
      threshold,
    );
    return claimed.map(({ confidence }, index) => ({ confidence, right: matches[index] !== undefined }));
  });
  return { objects, claims };
}

const recalls: readonly number[] = linspace(0, 1, 101);

/** Mean precision at recall 0, 0.01, … 1, where precision is the best at that recall or a higher one. */
function interpolated({ objects, claims }: Claims): number {
  const [recall, precision]: [number[], number[]] = [[], []];
  let right = 0;
  [...claims].sort(byConfidence).forEach((claim, index) => {
    right += claim.right ? 1 : 0;
    recall.push(right / objects);
    precision.push(right / (index + 1 + Number.EPSILON));
  });
  for (let index = precision.length - 2; index >= 0; index--) {
    precision[index] = Math.max(precision[index]!, precision[index + 1]!);
  }
  let [sum, at] = [0, 0];
  for (const wanted of recalls) {
    while (at < recall.length && recall[at]! < wanted) at++;
    sum += precision[at] ?? 0;
  }
  return sum / recalls.length;
}

const mean = (values: readonly number[]): number | undefined =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;

/**
 * Average precision over many images, as the COCO evaluation defines it (Lin et al., "Microsoft COCO", ECCV 2014; pycocotools'
 * `COCOeval`, areas of all sizes, 100 boxes of a label an image). Labels that no image shows do not count.
 */
export function averagePrecision(images: readonly ImageDetections[]): AveragePrecision {
  const labels = [...new Set(images.flatMap(({ truth }) => truth.map(({ label }) => label)))];
  const table = labels.map((label) =>
    iouThresholds.map((threshold) => interpolated(pooledClaims(images, label, threshold))),
  );
  const column = (index: number) => mean(table.map((row) => row[index]!));
  return {
    ap: mean(table.flat()),
    ap50: column(0),
    ap75: column(5),
    byLabel: new Map(labels.map((label, index) => [label, mean(table[index]!)!])),
  };
}

/** Each box with its confidence, and whether it found an object of its label (IoU 0.5 or more). */
export function claimsOf(truth: readonly LabelledBox[], found: readonly ScoredBox[]): Claim[] {
  return [...new Set(found.map(({ label }) => label))].flatMap((label) => {
    const claimed = found.filter((box) => box.label === label).sort((a, b) => b.confidence - a.confidence);
    const there = truth.filter((object) => object.label === label);
    const matches = matchBoxes(
      there.map(({ box }) => box),
      claimed.map(({ box }) => box),
      0.5,
    );
    return claimed.map(({ confidence }, index) => ({ confidence, right: matches[index] !== undefined }));
  });
}
