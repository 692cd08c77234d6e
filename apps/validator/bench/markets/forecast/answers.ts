import type { ForecastAnswer, ForecastRequest } from "@taostack/protocol";

/** Of the last 32 steps: what a random walk takes for the deviation of one. */
const RECENT = 32;

export function recentDeviation(values: readonly number[]): number {
  const steps = values.slice(1).map((value, at) => Math.log(value / values[at]!));
  const recent = steps.slice(-RECENT);
  return Math.sqrt(recent.reduce((sum, step) => sum + step * step, 0) / recent.length);
}

/** A place in an answer. */
export interface Spot {
  readonly series: number;
  /** Index of the horizon. */
  readonly at: number;
  /** The random walk's deviation over the horizon. */
  readonly deviation: number;
}

/** The same answer with other changes of the logarithm. Must keep the order of quantiles. */
export function changed(
  request: ForecastRequest,
  answer: ForecastAnswer,
  change: (logChange: number, spot: Spot) => number,
): ForecastAnswer {
  return {
    forecasts: answer.forecasts.map((forecast, series) => {
      const { values } = request.series[series]!;
      const last = values.at(-1)!;
      const step = recentDeviation(values);
      const move = (value: number, at: number) =>
        last *
        Math.exp(change(Math.log(value / last), { series, at, deviation: step * Math.sqrt(request.horizons[at]!) }));
      return {
        ...forecast,
        quantiles: forecast.quantiles.map(({ horizon, values: levels }, at) => ({
          horizon,
          values: levels.map((value) => move(value, at)),
        })),
        paths: forecast.paths.map(({ values: steps }) => ({ values: steps.map(move) })),
      };
    }),
  };
}

/** Part of the way from one answer to another, quantile by quantile; paths go with the one that is nearer. */
export function between(
  request: ForecastRequest,
  from: ForecastAnswer,
  to: ForecastAnswer,
  part: number,
): ForecastAnswer {
  const mixed = (a: number, b: number) => Math.exp((1 - part) * Math.log(a) + part * Math.log(b));
  return {
    forecasts: from.forecasts.map((forecast, series) => {
      const other = to.forecasts[series]!;
      return {
        ...forecast,
        quantiles: forecast.quantiles.map(({ horizon, values }, at) => ({
          horizon,
          values: values.map((value, level) => mixed(value, other.quantiles[at]!.values[level]!)),
        })),
        // Both draw with the request's seed, so that paths of one number belong together.
        paths: forecast.paths.map(({ values }, path) => ({
          values: request.horizons.map((_, at) => mixed(values[at]!, other.paths[path]!.values[at]!)),
        })),
      };
    }),
  };
}

/** What a miner sees that looks at so many values of the past only. */
export const shortened = (request: ForecastRequest, memory: number): ForecastRequest => ({
  ...request,
  series: request.series.map((series) => ({
    ...series,
    timestamps: series.timestamps.slice(-memory),
    values: series.values.slice(-memory),
  })),
});
