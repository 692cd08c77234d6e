import type { OnnxModelCard } from "@taostack/inference";
import type { ForecastAnswer, ForecastRequest } from "@taostack/protocol";
import { normalCdf } from "./normal.js";
import { gaussian, randomSource } from "./random-source.js";

export type ForecastSeriesInput = ForecastRequest["series"][number];

export interface ForecastOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What answers: a model, or a formula. */
export interface Forecaster {
  readonly name: string;
  /** Of a model; a formula has none. */
  readonly card?: OnnxModelCard;
  /** The request has been checked. */
  forecast(request: ForecastRequest, options?: ForecastOptions): Promise<ForecastAnswer>;
  dispose(): Promise<void>;
}

/** The law of the change of the logarithm, from the last value to `horizon` steps later. */
export interface ReturnLaw {
  quantile(horizon: number, level: number): number;
}

/** A forecaster out of the law that it gives each series. */
export function forecasterOf(
  name: string,
  lawOf: (series: ForecastSeriesInput, options: ForecastOptions) => ReturnLaw | Promise<ReturnLaw>,
  dispose: () => Promise<void> = async () => {},
): Forecaster {
  return {
    name,
    dispose,
    async forecast(request, options = {}) {
      const forecasts: ForecastAnswer["forecasts"] = [];
      for (const [index, series] of request.series.entries()) {
        options.signal?.throwIfAborted();
        const law = await lawOf(series, options);
        forecasts.push({
          asset: series.asset,
          quantiles: quantilesOf(request, law, series.values.at(-1)!),
          paths: pathsOf(request, law, series.values.at(-1)!, index),
        });
      }
      return { forecasts };
    },
  };
}

const quantilesOf = ({ levels, horizons }: ForecastRequest, law: ReturnLaw, last: number) =>
  levels.length === 0
    ? []
    : horizons.map((horizon) => {
        const values = levels.map((level) => last * Math.exp(law.quantile(horizon, level)));
        for (let k = 1; k < values.length; k++) values[k] = Math.max(values[k]!, values[k - 1]!);
        return { horizon, values };
      });

/** Paths with the law's distribution at each horizon, hanging together as a random walk does (a Gaussian copula). */
function pathsOf({ paths, horizons, seed }: ForecastRequest, law: ReturnLaw, last: number, index: number) {
  const random = randomSource(seed * 65_536 + index);
  return Array.from({ length: paths }, () => {
    let walk = 0;
    let before = 0;
    const values = horizons.map((horizon) => {
      walk += Math.sqrt(horizon - before) * gaussian(random);
      before = horizon;
      const level = Math.min(1 - 1e-9, Math.max(1e-9, normalCdf(walk / Math.sqrt(horizon))));
      return last * Math.exp(law.quantile(horizon, level));
    });
    return { values };
  });
}
