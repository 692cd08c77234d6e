import type { ReturnLaw } from "./forecaster.js";
import { normalQuantile } from "./normal.js";

export interface QuantileGrid {
  readonly horizons: readonly number[];
  readonly levels: readonly number[];
  /** Row by row `[horizons][levels]`, in units of a random walk's deviation at the horizon. */
  readonly values: ArrayLike<number>;
  /** Of one step. */
  readonly deviation: number;
}

/**
 * A law out of quantiles at some horizons and levels. Between levels it goes linearly in the normal's quantile, beyond the last ones with
 * the slope of the last two; between horizons linearly in the logarithm, beyond them as at the last.
 */
export function gridLaw({ horizons, levels, values, deviation }: QuantileGrid): ReturnLaw {
  const scores = levels.map(normalQuantile);
  const at = (row: number, z: number): number => {
    const k = segmentOf(scores, z);
    const [low, high] = [values[row * levels.length + k]!, values[row * levels.length + k + 1]!];
    return low + ((high - low) * (z - scores[k]!)) / (scores[k + 1]! - scores[k]!);
  };
  const logs = horizons.map(Math.log);
  return {
    quantile(horizon, level) {
      const z = normalQuantile(level);
      const log = Math.log(horizon);
      const row = segmentOf(logs, log);
      const share = Math.min(1, Math.max(0, (log - logs[row]!) / (logs[row + 1]! - logs[row]!)));
      return deviation * Math.sqrt(horizon) * ((1 - share) * at(row, z) + share * at(row + 1, z));
    },
  };
}

/** Index of the pair of neighbours that `value` lies between, or the nearest pair. */
function segmentOf(sorted: readonly number[], value: number): number {
  const above = sorted.findIndex((one) => one > value);
  return Math.min(sorted.length - 2, Math.max(0, (above < 0 ? sorted.length : above) - 1));
}
