import { protocolError } from "@taostack/protocol";
import type { RouteRequest } from "./generated/route/v1/route.js";

/** Coordinates reach from 0 to this. */
export const MAP_SIZE = 1_000_000;

/** What a miner accepts. Larger is refused before anything is computed. */
export interface RouteLimits {
  readonly maxCities: number;
}

export const defaultRouteLimits: RouteLimits = { maxCities: 500 };

/** A map, checked: as many x as y. */
export type Cities = Pick<RouteRequest, "x" | "y">;

/**
 * What a request asks of a solver.
 * @throws `protocol/invalid_argument`, which names the field, its value and what to do.
 */
export function parseRouteRequest({ x, y }: RouteRequest, limits: RouteLimits = defaultRouteLimits): Cities {
  if (x.length !== y.length) refuse(`x has ${x.length} numbers and y has ${y.length}`, "Give each city both.");
  if (x.length < 3 || x.length > limits.maxCities) {
    refuse(`there are ${x.length} cities`, `Send 3 to ${limits.maxCities}.`);
  }
  const outside = [...x, ...y].find((value) => value > MAP_SIZE);
  if (outside !== undefined) refuse(`a coordinate is ${outside}`, `The map ends at ${MAP_SIZE}.`);
  return { x, y };
}

function refuse(why: string, remedy: string): never {
  throw protocolError("protocol/invalid_argument", `The request cannot be served: ${why}. ${remedy}`, { remedy });
}

/** What is wrong with a tour, in words; `undefined` if it visits each of `count` cities once. */
export function tourProblem(tour: readonly number[], count: number): string | undefined {
  if (tour.length !== count) return `it has ${tour.length} stops for ${count} cities`;
  const seen = new Uint8Array(count);
  for (const city of tour) {
    if (city >= count) return `it goes to city ${city}, which there is not`;
    if (seen[city]) return `it goes to city ${city} twice`;
    seen[city] = 1;
  }
  return undefined;
}

/** Of the square root only, which all machines round alike. */
export const distance = ({ x, y }: Cities, a: number, b: number): number =>
  Math.sqrt((x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2);

/** Length of the round trip, in units of the map. */
export const tourLength = (cities: Cities, tour: readonly number[]): number =>
  tour.reduce((sum, city, index) => sum + distance(cities, tour.at(index - 1)!, city), 0);
