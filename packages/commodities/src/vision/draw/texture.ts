import { integer, pick, type Random } from "../random.js";

/** 0 … 255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** What colour a surface has at a point: how far from the first colour (0) to the second (1). */
export interface Texture {
  readonly colours: readonly [Colour, Colour];
  readonly mixAt: (x: number, y: number) => number;
}

export const randomColour = (random: Random): Colour => [
  integer(random, 0, 255),
  integer(random, 0, 255),
  integer(random, 0, 255),
];

export const colourDistance = (a: Colour, b: Colour): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

type Pattern = (random: Random) => Texture["mixAt"];

const plain: Pattern = () => () => 0;

/** Along a random direction. */
function direction(random: Random): (x: number, y: number) => number {
  const angle = random() * 2 * Math.PI;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => x * cosine + y * sine;
}

const gradient: Pattern = (random) => {
  const [along, length] = [direction(random), 0.5 + random()];
  return (x, y) => Math.min(1, Math.max(0, 0.5 + along(x - 0.5, y - 0.5) / length));
};

const stripes: Pattern = (random) => {
  const [along, period, phase] = [direction(random), 0.05 + 0.15 * random(), random()];
  return (x, y) => 0.5 + 0.5 * Math.tanh(3 * Math.sin(2 * Math.PI * (along(x, y) / period + phase)));
};

const checks: Pattern = (random) => {
  const [along, across, period] = [direction(random), direction(random), 0.08 + 0.17 * random()];
  return (x, y) =>
    Math.sin((2 * Math.PI * along(x, y)) / period) * Math.sin((2 * Math.PI * across(x, y)) / period) > 0 ? 1 : 0;
};

const LATTICE = 16;

/** Smooth random spots. */
const mottle: Pattern = (random) => {
  const heights = Float32Array.from({ length: LATTICE * LATTICE }, () => random());
  const scale = 3 + 9 * random();
  const smooth = (t: number) => t * t * (3 - 2 * t);
  const height = (column: number, row: number) => heights[(row & (LATTICE - 1)) * LATTICE + (column & (LATTICE - 1))]!;
  return (x, y) => {
    const [column, row] = [Math.floor(x * scale), Math.floor(y * scale)];
    const [u, v] = [smooth(x * scale - column), smooth(y * scale - row)];
    const top = height(column, row) * (1 - u) + height(column + 1, row) * u;
    const bottom = height(column, row + 1) * (1 - u) + height(column + 1, row + 1) * u;
    return top * (1 - v) + bottom * v;
  };
};

const grounds: readonly Pattern[] = [plain, gradient, gradient, mottle, mottle, stripes, checks];
const surfaces: readonly Pattern[] = [plain, plain, plain, gradient, gradient, mottle, stripes];

const MOST_TRIES = 40;

/** A colour at least `distance` from all the others, or the farthest of many tries. */
function colourApart(random: Random, others: readonly Colour[], distance: number): Colour {
  let best: Colour = [0, 0, 0];
  let farthest = -1;
  for (let tries = 0; tries < MOST_TRIES && farthest < distance; tries++) {
    const colour = randomColour(random);
    const nearest = Math.min(...others.map((other) => colourDistance(colour, other)));
    if (nearest > farthest) [best, farthest] = [colour, nearest];
  }
  return best;
}

/** A colour not farther than `distance` from another, in each channel. */
const colourNear = (random: Random, near: Colour, distance: number): Colour => {
  const channel = (value: number) => Math.min(255, Math.max(0, value + distance * (2 * random() - 1)));
  return [channel(near[0]), channel(near[1]), channel(near[2])];
};

/** A background of two colours. */
export function randomGround(random: Random): Texture {
  const first = randomColour(random);
  return { colours: [first, colourNear(random, first, 90)], mixAt: pick(random, grounds)(random) };
}

/** The surface of an object, which stands out from the ground. */
export function randomSurface(random: Random, ground: Texture): Texture {
  const first = colourApart(random, ground.colours, 110);
  const other = colourNear(random, first, 80);
  const farEnough = Math.min(...ground.colours.map((colour) => colourDistance(colour, other))) >= 90;
  return { colours: [first, farEnough ? other : first], mixAt: pick(random, surfaces)(random) };
}

export const plainTexture = (colour: Colour): Texture => ({ colours: [colour, colour], mixAt: () => 0 });
