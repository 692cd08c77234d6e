/** A source of numbers in [0, 1). */
export type Random = () => number;

/**
 * Draws `count` of `items` without replacement, each with a chance in proportion to its weight (Efraimidis and Spirakis, 2006).
 * Items of weight 0 come last. Order of the result: as drawn.
 */
export function weightedSample<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
  count: number,
  random: Random,
): T[] {
  return items
    .map((item) => {
      const weight = weightOf(item);
      return { item, key: weight > 0 ? Math.log(1 - random()) / weight : Number.NEGATIVE_INFINITY };
    })
    .sort((a, b) => b.key - a.key)
    .slice(0, count)
    .map(({ item }) => item);
}
