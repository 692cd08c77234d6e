import type { Random } from "./task.js";

/**
 * A small generator (sfc32) with a 128-bit state: good enough to spread tasks, no use for secrets.
 * @param seed - Any safe integer; both of its 32-bit halves count.
 */
export function seededRandom(seed: number): Random {
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next(); // near seeds start with near numbers
  return next;
}

/** A whole number between `low` and `high`, both included. */
export const integer = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** One of the items. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** `count` different items, in random order. */
export function sample<T>(random: Random, items: readonly T[], count: number): T[] {
  const rest = [...items];
  return Array.from({ length: count }, () => rest.splice(Math.floor(random() * rest.length), 1)[0] as T);
}

/** `count` different values of `make`, in the order they were made. */
export function distinct<T>(count: number, make: () => T): T[] {
  const found = new Set<T>();
  while (found.size < count) found.add(make());
  return [...found];
}
