import { develop } from "../draw/develop.js";
import { clipBox, transformBox, visibleShare } from "../geometry/box.js";
import { compose, type Homography, invert, rotation, scaling, tilting, translation } from "../geometry/homography.js";
import { randomLongSide } from "../image/dimensions.js";
import type { RgbImage } from "../image/rgb-image.js";
import type { LabelledBox } from "../metrics/average-precision.js";
import { between, integer, pick, type Random } from "../random.js";
import { warp } from "./warp.js";

/** A labelled image; without boxes, only its one label is known. */
export interface LabelledPixels {
  readonly image: RgbImage;
  readonly objects: readonly LabelledBox[];
}

/** How an image is changed: from its fractions of width and height to those of the result, and the size of the result in pixels. */
export interface Transform {
  readonly map: Homography;
  readonly width: number;
  readonly height: number;
}

const QUARTER = Math.PI / 2;

/**
 * A quarter turn or none, mirrored or not, then turned and tilted a little, cropped or shrunk and moved.
 * @param turn - Largest turn beyond the quarters, in radians: small where boxes are known, for a turned box is larger than its object.
 */
export function randomTransform({ width, height }: RgbImage, random: Random, turn: number): Transform {
  const quarters = integer(random, 0, 3);
  const ratio = (quarters % 2 === 0 ? width / height : height / width) * between(random, 0.9, 1.1);
  const long = randomLongSide(random);
  const size =
    ratio > 1 ? { width: long, height: Math.round(long / ratio) } : { width: Math.round(long * ratio), height: long };
  const zoom = between(random, 0.9, 1.25);
  const map = compose(
    translation(0.5 + between(random, -0.06, 0.06), 0.5 + between(random, -0.06, 0.06)),
    scaling(zoom, zoom),
    tilting(between(random, -0.1, 0.1), between(random, -0.1, 0.1)),
    rotation(quarters * QUARTER + between(random, -turn, turn)),
    scaling(pick(random, [1, -1]), 1),
    translation(-0.5, -0.5),
  );
  return { map, ...size };
}

/** Boxes as a transform leaves them, cut at the new edges. */
export const transformObjects = (objects: readonly LabelledBox[], map: Homography): LabelledBox[] =>
  objects.map(({ label, box }) => ({ label, box: clipBox(transformBox(box, map)) }));

/** Pixels and boxes under a transform, in a random light. */
export function applyTransform(
  { image, objects }: LabelledPixels,
  transform: Transform,
  random: Random,
): LabelledPixels {
  const { map, width, height } = transform;
  const pixels = compose(scaling(width, height), map, scaling(1 / image.width, 1 / image.height));
  return {
    image: develop(warp(image, width, height, invert(pixels)), random),
    objects: transformObjects(objects, map),
  };
}

/** An object is in the image or it is not: one that is cut by more than this is neither. */
const LEAST_VISIBLE = 0.85;
const MOST_TRIES = 24;

/** A transform that keeps all objects in the image; only mirrored or not, if none of many does. */
export function keepingTransform({ image, objects }: LabelledPixels, random: Random, turn: number): Transform {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const transform = randomTransform(image, random, turn);
    if (objects.every(({ box }) => visibleShare(transformBox(box, transform.map)) >= LEAST_VISIBLE)) return transform;
  }
  const { width, height } = image;
  const map = compose(translation(0.5, 0.5), scaling(pick(random, [1, -1]), 1), translation(-0.5, -0.5));
  return { map, width, height };
}
