import { type Cities, distance } from "./contract.js";

/** Gains below this are noise of the arithmetic, and would never end. */
const LEAST_GAIN = 1e-6;

/** One sweep that turns stretches of the tour round where that makes it shorter (2-opt). Whether it did. */
function reverse(cities: Cities, tour: number[]): boolean {
  let better = false;
  for (let i = 0; i < tour.length - 1; i++) {
    for (let k = i + 1; k < tour.length; k++) {
      const [before, first, last, after] = [tour.at(i - 1)!, tour[i]!, tour[k]!, tour[(k + 1) % tour.length]!];
      if (before === last) continue;
      const now = distance(cities, before, first) + distance(cities, last, after);
      const then = distance(cities, before, last) + distance(cities, first, after);
      if (now - then < LEAST_GAIN) continue;
      tour.splice(i, k - i + 1, ...tour.slice(i, k + 1).reverse());
      better = true;
    }
  }
  return better;
}

/** One sweep that moves stretches of up to three cities to where they lie better (Or-opt). Whether it did. */
function move(cities: Cities, tour: number[]): boolean {
  let better = false;
  for (const length of [3, 2, 1]) {
    for (let start = 0; start + length <= tour.length && tour.length > length + 2; start++) {
      if (moveOne(cities, tour, start, length)) better = true;
    }
  }
  return better;
}

function moveOne(cities: Cities, tour: number[], start: number, length: number): boolean {
  const segment = tour.slice(start, start + length);
  const rest = [...tour.slice(0, start), ...tour.slice(start + length)];
  const [first, last] = [segment[0]!, segment[length - 1]!];
  const [before, after] = [rest.at(start - 1)!, rest[start % rest.length]!];
  const saved = distance(cities, before, first) + distance(cities, last, after) - distance(cities, before, after);
  for (let at = 0; at < rest.length; at++) {
    const [left, right] = [rest.at(at - 1)!, rest[at]!];
    const gap = distance(cities, left, right);
    const forth = distance(cities, left, first) + distance(cities, last, right) - gap;
    const back = distance(cities, left, last) + distance(cities, first, right) - gap;
    if (saved - Math.min(forth, back) < LEAST_GAIN) continue;
    rest.splice(at, 0, ...(forth <= back ? segment : segment.reverse()));
    tour.splice(0, tour.length, ...rest);
    return true;
  }
  return false;
}

export const improvements = { reverse, move };
