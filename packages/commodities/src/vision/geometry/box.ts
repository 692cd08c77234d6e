import { apply, type Homography, type Point } from "./homography.js";

/** Edges as fractions of the image's width and height: 0 is left and top, 1 is right and bottom. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const areaOf = ({ left, top, right, bottom }: Box): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

export const overlapOf = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

/** Intersection over union, 0 … 1; 0 for boxes without area. */
export function iou(a: Box, b: Box): number {
  const shared = areaOf(overlapOf(a, b));
  const union = areaOf(a) + areaOf(b) - shared;
  return union > 0 ? shared / union : 0;
}

/** Smallest upright box around the points; there is at least one. */
export function boxAround(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

export const cornersOf = ({ left, top, right, bottom }: Box): Point[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

/** Smallest upright box around what becomes of a box. Exact for flips, quarter turns, scaling and crops, larger for the rest. */
export const transformBox = (box: Box, map: Homography): Box =>
  boxAround(cornersOf(box).map((corner) => apply(map, corner)));

const unit: Box = { left: 0, top: 0, right: 1, bottom: 1 };

/** The part of a box within the image. */
export const clipBox = (box: Box): Box => overlapOf(box, unit);

/** The share of a box that lies within the image. */
export const visibleShare = (box: Box): number => areaOf(clipBox(box)) / areaOf(box);
