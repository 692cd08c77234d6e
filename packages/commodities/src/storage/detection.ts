/** What an audit campaign can be expected to find. Pure, and checked by simulation in the tests. */

/** Chance that an audit of `samples` distinct blocks out of `blocks` meets at least one of `bad`: 1 − C(blocks − bad, samples) / C(blocks, samples). */
export function detectionProbability(blocks: number, bad: number, samples: number): number {
  let missed = 1;
  for (let draw = 0; draw < Math.min(samples, blocks); draw++) {
    missed *= Math.max(0, blocks - bad - draw) / (blocks - draw);
  }
  return 1 - missed;
}

/** Fewest audits, each finding a fault with this chance and independent of the others, that find one with at least `confidence`. */
export function auditsNeeded(perAudit: number, confidence: number): number {
  if (perAudit <= 0) return Number.POSITIVE_INFINITY;
  return perAudit >= 1 ? 1 : Math.max(1, Math.ceil(Math.log1p(-confidence) / Math.log1p(-perAudit)));
}

/** Chance that an object is lost: fewer than k of n pieces live, each gone with chance `gone`, independently. */
export function lossProbability(k: number, n: number, gone: number): number {
  let sum = 0;
  let ways = 1;
  for (let alive = 0; alive < k; alive++) {
    sum += ways * (1 - gone) ** alive * gone ** (n - alive);
    ways = (ways * (n - alive)) / (alive + 1);
  }
  return sum;
}
