/** Share of a moving average that is left after one step: a half-life of six. */
const MEMORY = 0.5 ** (1 / 6);
/** Steps over which a series shows whether it goes on as its moving average says. */
const AHEAD = 8;
/** Pairs of average and what came that speak against any trend. */
const CAUTION = 30;
/** How much of a drift is left after one step. */
const DRIFT_MEMORY = 0.96;
/** The estimate is noisy: so much of it is said. */
const BELIEF = 0.5;

/**
 * What a formula without any training says: for each horizon the change of the logarithm to expect, from how well the moving average of
 * the steps told the next eight in this very series: better than nothing in a trend, the wrong way round where values are pulled back.
 */
export function expectedChanges(values: readonly number[], horizons: readonly number[]): number[] {
  const steps = values.slice(1).map((value, at) => Math.log(value / values[at]!));
  let average = 0;
  const averages = steps.map((step) => {
    const before = average;
    average = MEMORY * average + (1 - MEMORY) * step;
    return before;
  });
  let told = 0;
  let square = 0;
  for (let at = 2 * AHEAD; at + AHEAD <= steps.length; at++) {
    told += averages[at]! * (Math.log(values[at + AHEAD]! / values[at]!) / AHEAD);
    square += averages[at]! ** 2;
  }
  const usual = (mean(steps.map((step) => step ** 2)) * (1 - MEMORY)) / (1 + MEMORY);
  const drift = BELIEF * Math.max(-1, Math.min(2, told / (square + CAUTION * usual))) * average;
  return horizons.map((horizon) => (drift * (1 - DRIFT_MEMORY ** horizon)) / (1 - DRIFT_MEMORY));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
