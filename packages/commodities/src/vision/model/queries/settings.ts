import {
  badVisionModel,
  type Check,
  checkSettings,
  isObject,
  isShare,
  isSide,
  isText,
  pixelChecks,
} from "../settings.js";

/**
 * The `settings` of a detector of the DETR family: a fixed number of queries, each of which finds one object or none, so that nothing
 * is found twice and no overlap has to be dropped.
 */
export interface QuerySettings {
  readonly input: {
    readonly name: string;
    /** An image is stretched to these … */
    readonly width?: number;
    readonly height?: number;
    /** … or keeps its shape: the shorter side becomes so long, unless the longer would exceed its limit. Both or none. */
    readonly shortestEdge?: number;
    readonly longestEdge?: number;
    /** Both sides are rounded down to a multiple of it. 1 by default. */
    readonly multipleOf?: number;
    /** Filled up with zeros to this size, at the right and below. */
    readonly padTo?: { readonly width: number; readonly height: number };
    /** The input that says which part of the frame is image, if the graph takes it: [height, width], 1 and 0. */
    readonly mask?: string;
    readonly layout: "CHW";
    /** Of red, green and blue, from 0 to 255: (value − mean) / deviation goes in. */
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
  };
  readonly outputs: {
    /** [queries, labels], and one more for "no object" with `softmax`. */
    readonly queryLogits: string;
    /** [queries, 4]: x and y of the centre, width and height, as shares of the image's sides. */
    readonly queryBoxes: string;
  };
  readonly scoring: "softmax" | "sigmoid";
  /** Boxes of less confidence are dropped. 0.05 by default. */
  readonly leastConfidence: number;
}

export const hasQueries = ({ outputs }: Readonly<Record<string, unknown>>): boolean =>
  isObject(outputs) && "queryLogits" in outputs;

const isSideOrAbsent = (value: unknown): boolean => value === undefined || isSide(value);

const checks: readonly Check[] = [
  ...pixelChecks,
  [["input", "layout"], (value) => value === "CHW", "CHW"],
  [["input", "width"], isSideOrAbsent, "a number of pixels"],
  [["input", "height"], isSideOrAbsent, "a number of pixels"],
  [["input", "shortestEdge"], isSideOrAbsent, "a number of pixels"],
  [["input", "longestEdge"], isSideOrAbsent, "a number of pixels"],
  [["input", "multipleOf"], isSideOrAbsent, "a number of pixels"],
  [
    ["input", "padTo"],
    (value) => value === undefined || (isObject(value) && isSide(value.width) && isSide(value.height)),
    "a width and a height",
  ],
  [["input", "mask"], (value) => value === undefined || isText(value), "the name of an input"],
  [["outputs", "queryLogits"], isText, "the name of an output"],
  [["outputs", "queryBoxes"], isText, "the name of an output"],
  [["scoring"], (value) => value === "softmax" || value === "sigmoid", "softmax or sigmoid"],
  [["leastConfidence"], isShare, "a number from 0 to 1"],
];

/** @throws `commodities/bad_vision_model`, naming the field of the manifest. */
export function parseQuerySettings(model: string, given: Readonly<Record<string, unknown>>): QuerySettings {
  const all: Readonly<Record<string, unknown>> = { leastConfidence: 0.05, ...given };
  checkSettings(model, all, checks);
  const settings = all as unknown as QuerySettings;
  const { width, height, shortestEdge, longestEdge } = settings.input;
  const isStretched = width !== undefined && height !== undefined;
  const keepsShape = shortestEdge !== undefined && longestEdge !== undefined;
  if (isStretched === keepsShape) {
    throw badVisionModel(model, "settings.input", "must give width and height, or shortestEdge and longestEdge");
  }
  return settings;
}
