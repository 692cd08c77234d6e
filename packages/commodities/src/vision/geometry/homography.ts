export type Point = readonly [x: number, y: number];

/** A projective map of the plane: nine numbers, row by row. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export const identity: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export const translation = (x: number, y: number): Homography => [1, 0, x, 0, 1, y, 0, 0, 1];

export const scaling = (x: number, y: number): Homography => [x, 0, 0, 0, y, 0, 0, 0, 1];

/** Counted from the x axis towards the y axis: clockwise where y points down. */
export function rotation(radians: number): Homography {
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)];
  return [cosine, -sine, 0, sine, cosine, 0, 0, 0, 1];
}

export const shearing = (x: number): Homography => [1, x, 0, 0, 1, 0, 0, 0, 1];

/** Tilts the plane about the origin: what lies towards (x, y) moves away and shrinks. */
export const tilting = (x: number, y: number): Homography => [1, 0, 0, 0, 1, 0, x, y, 1];

/** `compose(a, b, c)` does c first. */
export const compose = (...maps: readonly Homography[]): Homography => maps.reduce(multiply, identity);

function multiply(a: Homography, b: Homography): Homography {
  const entry = (row: number, column: number) =>
    a[3 * row]! * b[column]! + a[3 * row + 1]! * b[3 + column]! + a[3 * row + 2]! * b[6 + column]!;
  return [
    entry(0, 0),
    entry(0, 1),
    entry(0, 2),
    entry(1, 0),
    entry(1, 1),
    entry(1, 2),
    entry(2, 0),
    entry(2, 1),
    entry(2, 2),
  ];
}

/** By the adjugate; the scale of the result is free, as for every homography. */
export function invert([a, b, c, d, e, f, g, h, i]: Homography): Homography {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const k = 1 / determinant;
  return [
    k * (e * i - f * h),
    k * (c * h - b * i),
    k * (b * f - c * e),
    k * (f * g - d * i),
    k * (a * i - c * g),
    k * (c * d - a * f),
    k * (d * h - e * g),
    k * (b * g - a * h),
    k * (a * e - b * d),
  ];
}

export function apply([a, b, c, d, e, f, g, h, i]: Homography, [x, y]: Point): Point {
  const w = g * x + h * y + i;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}
