import type { ForecastAnswer, ForecastRequest } from "@taostack/protocol";
import { type ForecastCheck, HISTORY_LENGTH, standardHorizons, standardLevels } from "../challenge.js";
import { checkForecastRequest, defaultForecastLimits } from "../contract.js";
import type { Feed } from "../feeds/feed.js";
import type { Forecaster } from "../forecaster.js";
import { loadForecaster } from "../model.js";
import { scoreForecast } from "../score.js";
import { type BacktestReport, type BacktestResult, summarise } from "./report.js";
import { type WindowOptions, windowsOf } from "./windows.js";

export type BacktestOptions = Partial<WindowOptions>;

/**
 * Lets a forecaster forecast stretch after stretch of a feed and judges it as the market does. A name (`garch`, `tao-forecast`, a
 * folder) is loaded, and disposed of at the end.
 * @throws `protocol/invalid_argument` if the options or the feed make requests that a miner would refuse.
 */
export async function backtest(
  model: string | Forecaster,
  feed: Feed,
  options: BacktestOptions = {},
): Promise<BacktestReport> {
  const forecaster = typeof model === "string" ? await loadForecaster(model) : model;
  try {
    const windows = windowsOf(feed, {
      history: HISTORY_LENGTH,
      horizons: standardHorizons,
      levels: standardLevels,
      stride: 16,
      maxForecasts: 10_000,
      ...options,
    });
    const results: BacktestResult[] = [];
    for await (const { request, check } of windows) {
      checkForecastRequest(request, defaultForecastLimits);
      const answer = await forecaster.forecast(request, { signal: options.signal });
      results.push(judge(request, answer, check!));
    }
    return summarise(forecaster.name, feed.asset, results);
  } finally {
    if (typeof model === "string") await forecaster.dispose();
  }
}

function judge(request: ForecastRequest, answer: ForecastAnswer, check: ForecastCheck): BacktestResult {
  const { increments } = scoreForecast({ challenge: { request, check }, answer, reference: null });
  const pits = answer.forecasts[0]!.quantiles.map(({ values }, k) =>
    levelReached(values, request.levels, check.outcomes[0]![k]!),
  );
  return { regime: check.regimes?.[0] ?? "unknown", increments, pits };
}

/** The probability that the forecast gave to less than the outcome: between two quantiles by their logarithms, beyond them half of the rest. */
function levelReached(quantiles: readonly number[], levels: readonly number[], outcome: number): number {
  const above = quantiles.findIndex((value) => value > outcome);
  if (above === 0) return levels[0]! / 2;
  if (above < 0) return (1 + levels.at(-1)!) / 2;
  const [low, high] = [quantiles[above - 1]!, quantiles[above]!];
  const share = Math.log(outcome / low) / Math.log(high / low);
  return levels[above - 1]! + share * (levels[above]! - levels[above - 1]!);
}
