/** Changes of the logarithm from value to value. */
export const logReturns = (values: readonly number[]): number[] =>
  values.slice(1).map((value, i) => Math.log(value / values[i]!));

/** Root of the mean square: a deviation about 0, for steps whose mean is small beside it. */
export const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));

/** A flat series still needs a unit to be measured in. */
export const MIN_DEVIATION = 1e-8;

/** Steps that "recent" means: of 8 to 192, within 0.02 % of the best on the simulated market, so that the baseline is no straw man. */
export const RECENT_STEPS = 32;

/** The baseline's deviation of one step: recent volatility. */
export const recentDeviation = (values: readonly number[], steps: number = RECENT_STEPS): number =>
  Math.max(MIN_DEVIATION, rootMeanSquare(logReturns(values.slice(-steps - 1))));
