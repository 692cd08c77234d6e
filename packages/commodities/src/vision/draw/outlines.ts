import type { Point } from "../geometry/homography.js";
import type { DrawnLabel } from "./labels.js";

/** Closed lines; what an odd number of them encloses is inside. */
export type Outline = readonly (readonly Point[])[];

const TURN = 2 * Math.PI;

/** Points at angles around the origin, at the distance that `radius` says. */
const around = (count: number, radius: (angle: number, index: number) => number, start = 0): Point[] =>
  Array.from({ length: count }, (_, index) => {
    const angle = start + (TURN * index) / count;
    const distance = radius(angle, index);
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  });

const circle = (radius: number): Point[] => around(40, () => radius);

function heart(): Point[] {
  return Array.from({ length: 40 }, (_, index) => {
    const t = (TURN * index) / 40;
    const y = 13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t);
    return [Math.sin(t) ** 3, -(y + 2.5) / 16];
  });
}

/** A disc without the disc that covers its right part. */
function moon(): Point[] {
  const [outer, inner, shift] = [1, 0.85, 0.55];
  const cosine = (outer ** 2 - inner ** 2 + shift ** 2) / (2 * shift);
  const from = Math.acos(cosine / outer);
  const innerFrom = Math.acos((cosine - shift) / inner);
  const rim = Array.from({ length: 28 }, (_, index): Point => {
    const angle = from + ((TURN - 2 * from) * index) / 27;
    return [outer * Math.cos(angle), outer * Math.sin(angle)];
  });
  const bite = Array.from({ length: 20 }, (_, index): Point => {
    const angle = TURN - innerFrom - ((TURN - 2 * innerFrom) * (index + 1)) / 21;
    return [shift + inner * Math.cos(angle), inner * Math.sin(angle)];
  });
  return [...rim, ...bite];
}

function cross(): Point[] {
  const arm = 0.3;
  const quarter: Point[] = [
    [1, -arm],
    [1, arm],
    [arm, arm],
  ];
  const turned = ([x, y]: Point, times: number): Point => (times === 0 ? [x, y] : turned([-y, x], times - 1));
  return [0, 1, 2, 3].flatMap((times) => quarter.map((point) => turned(point, times)));
}

function fish(): Point[] {
  const body = Array.from({ length: 29 }, (_, index): Point => {
    const angle = 0.86 * Math.PI - (1.72 * Math.PI * index) / 28;
    return [0.25 + 0.75 * Math.cos(angle), -0.48 * Math.sin(angle)];
  });
  return [...body, [-1, 0.55], [-0.8, 0], [-1, -0.55]];
}

const outlines: Readonly<Record<DrawnLabel, Outline>> = {
  ball: [circle(1)],
  ring: [circle(1), circle(0.55)],
  box: [around(4, () => 1, Math.PI / 4)],
  triangle: [around(3, () => 1, -Math.PI / 2)],
  star: [around(10, (_, index) => (index % 2 === 0 ? 1 : 0.42), -Math.PI / 2)],
  heart: [heart()],
  moon: [moon()],
  cross: [cross()],
  arrow: [
    [
      [-1, -0.2],
      [0.1, -0.2],
      [0.1, -0.65],
      [1, 0],
      [0.1, 0.65],
      [0.1, 0.2],
      [-1, 0.2],
    ],
  ],
  fish: [fish()],
  flower: [around(72, (angle) => 0.68 + 0.32 * Math.cos(6 * angle)), circle(0.24)],
  bolt: [
    [
      [0.15, -1],
      [-0.55, 0.15],
      [-0.08, 0.15],
      [-0.3, 1],
      [0.55, -0.25],
      [0.08, -0.25],
      [0.5, -1],
    ],
  ],
};

/** The shape of a label, about the origin, within a distance of about 1. */
export const outlineOf = (label: DrawnLabel): Outline => outlines[label];
