import { CodedError } from "@taostack/primitives";

export interface VisionModelErrorData {
  readonly code: "commodities/bad_vision_model";
  readonly model: string;
  readonly field: string;
}

/** The `settings` of a vision model's `manifest.json`: how an image becomes its input, and what its outputs mean. */
export interface VisionSettings {
  readonly input: {
    readonly name: string;
    /** Pixels to which an image is stretched. */
    readonly width: number;
    readonly height: number;
    /** Order of the dimensions of one item: channels first or last. */
    readonly layout: "CHW" | "HWC";
    /** Of red, green and blue, from 0 to 255: (value − mean) / deviation goes in. */
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
  };
  /** Names of outputs; without `probabilities` or `logits` it cannot classify, without `boxes` and `scores` not detect. */
  readonly outputs: {
    /** [labels] */
    readonly probabilities?: string;
    /** [labels], before the softmax. */
    readonly logits?: string;
    /** [boxes, 4]: left, top, right, bottom as fractions of the sides. */
    readonly boxes?: string;
    /** [boxes, labels], 0 … 1. */
    readonly scores?: string;
  };
  /** Of two boxes of one label that overlap more (IoU), the less confident is dropped. 0.5 by default. */
  readonly mostOverlap: number;
  /** Boxes of less confidence are dropped. 0.05 by default. */
  readonly leastConfidence: number;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const isSide = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 4096;
export const isTriple = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
export const isShare = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 1;
export const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isNameOrAbsent = (value: unknown): boolean => value === undefined || isText(value);

/** A field of the settings, or one within a group of them. */
export type Check = readonly [path: readonly [string, string?], holds: (value: unknown) => boolean, want: string];

/** What every input of pixels has. */
export const pixelChecks: readonly Check[] = [
  [["input", "name"], isText, "the name of an input"],
  [["input", "layout"], (value) => value === "CHW" || value === "HWC", "CHW or HWC"],
  [["input", "mean"], isTriple, "three numbers"],
  [
    ["input", "deviation"],
    (value) => isTriple(value) && !(value as number[]).includes(0),
    "three numbers other than 0",
  ],
];

const checks: readonly Check[] = [
  ...pixelChecks,
  [["input", "width"], isSide, "a number of pixels"],
  [["input", "height"], isSide, "a number of pixels"],
  [["outputs", "probabilities"], isNameOrAbsent, "the name of an output"],
  [["outputs", "logits"], isNameOrAbsent, "the name of an output"],
  [["outputs", "boxes"], isNameOrAbsent, "the name of an output"],
  [["outputs", "scores"], isNameOrAbsent, "the name of an output"],
  [["mostOverlap"], isShare, "a number from 0 to 1"],
  [["leastConfidence"], isShare, "a number from 0 to 1"],
];

/** @throws `commodities/bad_vision_model`, naming the field of the manifest. */
export function checkSettings(
  model: string,
  settings: Readonly<Record<string, unknown>>,
  checks: readonly Check[],
): void {
  for (const [[group, field], holds, want] of checks) {
    const parent = settings[group];
    const value = field === undefined ? parent : isObject(parent) ? parent[field] : undefined;
    if (!holds(value))
      throw badVisionModel(model, `settings.${field ? `${group}.${field}` : group}`, `must be ${want}`);
  }
}

/** @throws `commodities/bad_vision_model`, naming the field of the manifest. */
export function parseVisionSettings(model: string, given: Readonly<Record<string, unknown>>): VisionSettings {
  const settings: Readonly<Record<string, unknown>> = { mostOverlap: 0.5, leastConfidence: 0.05, ...given };
  checkSettings(model, settings, checks);
  const { outputs } = settings as unknown as VisionSettings;
  if ((outputs?.boxes === undefined) !== (outputs?.scores === undefined)) {
    throw badVisionModel(model, "settings.outputs", "must name boxes and scores, or neither");
  }
  if (!outputs || Object.keys(outputs).length === 0) {
    throw badVisionModel(model, "settings.outputs", "must name probabilities, logits, or boxes and scores");
  }
  return settings as unknown as VisionSettings;
}

export function badVisionModel(model: string, field: string, why: string): CodedError<VisionModelErrorData> {
  return new CodedError(
    { code: "commodities/bad_vision_model", model, field },
    `The manifest of ${model}: ${field} ${why}.`,
    { remedy: "Write the manifest as that of models/tao-vision is written." },
  );
}
