export type Counts = ReadonlyMap<string, number>;

/** How often each run of `order` items occurs. */
export function ngramCounts(items: readonly string[], order: number, joint = ""): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + order <= items.length; start++) {
    const key = items.slice(start, start + order).join(joint);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

export function total(counts: Counts): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

/** How many of `given` are found in `wanted`, each at most as often as it stands there. */
export function matches(given: Counts, wanted: Counts): number {
  let sum = 0;
  for (const [key, count] of given) sum += Math.min(count, wanted.get(key) ?? 0);
  return sum;
}
