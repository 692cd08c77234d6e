import type { ForecastAnswer, ForecastRequest } from "@taostack/protocol";
import { createForecastChallenge, type ForecastChallenge } from "../../../src/index.js";

/** The first challenge from the seed on that asks for quantiles, or for paths. */
export function challengeWith(form: "quantiles" | "paths", seed = 1): ForecastChallenge {
  const challenge = createForecastChallenge(seed);
  return challenge.request.paths > 0 === (form === "paths") ? challenge : challengeWith(form, seed + 1);
}

/** An answer to a request for quantiles: `quantile` gives the change of the logarithm. */
export const answerOf = (
  request: ForecastRequest,
  quantile: (horizon: number, level: number, series: number) => number,
): ForecastAnswer => ({
  forecasts: request.series.map(({ asset, values }, series) => ({
    asset,
    quantiles: request.horizons.map((horizon) => ({
      horizon,
      values: request.levels.map((level) => values.at(-1)! * Math.exp(quantile(horizon, level, series))),
    })),
    paths: [],
  })),
});
