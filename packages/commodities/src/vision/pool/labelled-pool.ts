import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CodedError } from "@taostack/primitives";
import { requestAbout, type VisionChallenge } from "../challenge.js";
import type { VisionKind } from "../contract.js";
import { randomEncoding } from "../draw/drawn-image.js";
import type { Box } from "../geometry/box.js";
import { decodeImage } from "../image/decode.js";
import { encodeImage } from "../image/encode.js";
import { readImageHeader } from "../image/header.js";
import type { RgbImage } from "../image/rgb-image.js";
import type { LabelledBox } from "../metrics/average-precision.js";
import { pick, type Random } from "../random.js";
import { applyTransform, keepingTransform } from "./transform.js";

export interface LabelledPoolErrorData {
  readonly code: "commodities/bad_labelled_image";
  /** Of the list, from 1. */
  readonly line: number;
  readonly field: "json" | "file" | "label" | "objects";
}

/** One line of a pool's `labels.jsonl`: a file with its label, or with all its objects. */
export interface PooledImage {
  /** PNG or JPEG, relative to the folder. */
  readonly file: string;
  readonly label?: string;
  readonly objects?: readonly ({ readonly label: string } & Box)[];
}

/** Images whose labels are known to nobody else, for models that know more than drawings. It may grow while it is in use. */
export interface LabelledPool {
  readonly labels: readonly string[];
  readonly size: number;
  /**
   * An image of the pool for `count` miners, for each changed in another way: turned, mirrored, tilted, cropped, in another light,
   * compressed anew. Its own bytes are never sent.
   */
  draw(random: Random, count?: number): Promise<VisionChallenge[]>;
}

/** Longer sides are shrunk when decoded: what is asked is never larger. */
const LONGEST_SIDE = 512;
const MOST_PIXELS = 100_000_000;
/** Turns beyond quarters, in radians. */
const turns: Readonly<Record<VisionKind, number>> = { classification: 0.5, detection: 0.06 };

/**
 * Opens a folder with images and `labels.jsonl`, whose lines are `PooledImage`s.
 * @throws `commodities/bad_labelled_image`, naming line and field.
 */
export async function openLabelledPool(folder: string): Promise<LabelledPool> {
  const lines = (await readFile(join(folder, "labels.jsonl"), "utf8")).split("\n");
  const images = lines.flatMap((text, index) => (text.trim() === "" ? [] : [parseImage(text, index + 1)]));
  const labels = [
    ...new Set(images.flatMap(({ label, objects = [] }) => [label, ...objects.map((object) => object.label)])),
  ]
    .filter((label) => label !== undefined)
    .sort();
  return {
    labels,
    size: images.length,
    async draw(random, count = 1) {
      const pooled = pick(random, images);
      const image = await readPixels(folder, pooled);
      return Array.from({ length: count }, () => challengeOf(pooled, image, labels, random));
    },
  };
}

async function readPixels(folder: string, { file }: PooledImage): Promise<RgbImage> {
  const bytes = await readFile(join(folder, file));
  const { width = LONGEST_SIDE, height = LONGEST_SIDE } = readImageHeader(bytes) ?? {};
  return decodeImage(bytes, { maxPixels: MOST_PIXELS, longSide: Math.min(LONGEST_SIDE, Math.max(width, height)) });
}

function challengeOf(pooled: PooledImage, image: RgbImage, labels: readonly string[], random: Random): VisionChallenge {
  const kind: VisionKind = pooled.objects ? "detection" : "classification";
  const objects = (pooled.objects ?? []).map(({ label, ...box }): LabelledBox => ({ label, box }));
  const pixels = { image, objects };
  const changed = applyTransform(pixels, keepingTransform(pixels, random, turns[kind]), random);
  const file = encodeImage(changed.image, randomEncoding(random));
  const check = kind === "detection" ? { objects: changed.objects } : { label: pooled.label! };
  return { request: requestAbout(file, kind, labels, random), check };
}

function parseImage(text: string, line: number): PooledImage {
  const refuse = (field: LabelledPoolErrorData["field"], why: string): never => {
    throw new CodedError<LabelledPoolErrorData>(
      { code: "commodities/bad_labelled_image", line, field },
      `Line ${line} of labels.jsonl: ${field} ${why}.`,
      { remedy: "Write one JSON object a line: file, and either label or objects (label, left, top, right, bottom)." },
    );
  };
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return refuse("json", "is no object");
  const { file, label, objects } = value as Record<string, unknown>;
  if (!isText(file)) return refuse("file", "is no name of a file");
  if (objects === undefined) return isText(label) ? { file, label } : refuse("label", "is no text");
  return Array.isArray(objects) && objects.every(isObject)
    ? { file, objects }
    : refuse("objects", "is no list of boxes");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

function isObject(value: unknown): value is { label: string } & Box {
  const { label, left, top, right, bottom } = (value ?? {}) as Record<string, unknown>;
  const edges = [left, top, right, bottom];
  if (!edges.every((edge): edge is number => typeof edge === "number" && edge >= 0 && edge <= 1)) return false;
  return isText(label) && edges[0]! < edges[2]! && edges[1]! < edges[3]!;
}
