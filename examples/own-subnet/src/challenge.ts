import { type Challenge, requestId, seededRandom } from "@taostack/commodities";
import { MAP_SIZE } from "./contract.js";
import type { RouteRequest } from "./generated/route/v1/route.js";

type Random = () => number;
type Point = readonly [x: number, y: number];

/** Nothing is known of the best tour; the validator's own is what answers are measured by. */
export type RouteChallenge = Challenge<RouteRequest, never>;

/**
 * A fresh map for several miners, for each of them turned, mirrored, scaled, moved and in another order: a tour that is short on one
 * is a zigzag on the others.
 * @param seed - A safe integer, or a source of numbers in [0, 1). The same seed gives the same maps, ids included. Seeds are to be
 * secret and unpredictable: who knows one can take his time.
 */
export function createRouteChallenges(seed: number | Random, count: number): RouteChallenge[] {
  const random = typeof seed === "number" ? seededRandom(seed) : seed;
  const map = randomMap(random);
  return Array.from({ length: count }, () => ({ request: requestAbout(dressed(map, random), random) }));
}

export const createRouteChallenge = (seed: number | Random): RouteChallenge => createRouteChallenges(seed, 1)[0]!;

/** A user's map goes out as it is, under an id of the validator's own. */
export const disguiseRoute = (request: RouteRequest, random: Random): RouteRequest => ({
  ...request,
  requestId: requestId(random),
});

/** Points of the unit disc: all over it, or around some centres, as cities are. */
function randomMap(random: Random): Point[] {
  const count = 30 + Math.floor(random() * 51);
  const centres = random() < 0.5 ? [] : Array.from({ length: 2 + Math.floor(random() * 5) }, () => inDisc(random));
  return Array.from({ length: count }, () => {
    const [x, y] = inDisc(random);
    const centre = centres[Math.floor(random() * centres.length)];
    return centre ? [0.7 * centre[0] + 0.3 * x, 0.7 * centre[1] + 0.3 * y] : [x, y];
  });
}

function inDisc(random: Random): Point {
  const [radius, angle] = [Math.sqrt(random()), 2 * Math.PI * random()];
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function dressed(map: readonly Point[], random: Random): Point[] {
  const angle = 2 * Math.PI * random();
  const [cos, sin, mirror] = [Math.cos(angle), Math.sin(angle), random() < 0.5 ? -1 : 1];
  const scale = 0.5 * (0.6 + 0.4 * random());
  const [left, top] = [0, 0].map(() => scale + random() * (1 - 2 * scale)) as [number, number];
  const points = map.map(
    ([x, y]): Point => [left + scale * (cos * x - sin * y), top + scale * mirror * (sin * x + cos * y)],
  );
  return shuffled(points, random);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  for (let last = rest.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [rest[last], rest[other]] = [rest[other]!, rest[last]!];
  }
  return rest;
}

const requestAbout = (points: readonly Point[], random: Random): RouteRequest => ({
  requestId: requestId(random),
  x: points.map(([x]) => Math.round(MAP_SIZE * x)),
  y: points.map(([, y]) => Math.round(MAP_SIZE * y)),
});
