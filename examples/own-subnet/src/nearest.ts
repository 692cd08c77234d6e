import { type Cities, distance } from "./contract.js";

/** Always on to the nearest city that is left: about a quarter longer than the best. */
export function nearestNeighbours(cities: Cities): number[] {
  const left = new Set(cities.x.keys());
  const tour: number[] = [];
  for (let city = 0; city >= 0; city = nearestOf(cities, city, left)) {
    tour.push(city);
    left.delete(city);
  }
  return tour;
}

/** -1 if none is left. */
function nearestOf(cities: Cities, from: number, left: ReadonlySet<number>): number {
  let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
  for (const city of left) {
    const away = distance(cities, from, city);
    if (away < least) [nearest, least] = [city, away];
  }
  return nearest;
}
