import type { ForecastRequest } from "@taostack/protocol";
import type { Challenge } from "../../commodity.js";
import type { ForecastCheck } from "../challenge.js";
import type { Feed, Tick } from "../feeds/feed.js";

export interface WindowOptions {
  /** Values of the past in one request. */
  readonly history: number;
  readonly horizons: readonly number[];
  readonly levels: readonly number[];
  /** Steps from one forecast to the next. */
  readonly stride: number;
  readonly maxForecasts: number;
  readonly signal?: AbortSignal | undefined;
}

/** Cuts a feed into requests with their outcomes. What came after a gap in time never shares a window with what came before it. */
export async function* windowsOf(
  feed: Feed,
  options: WindowOptions,
): AsyncGenerator<Challenge<ForecastRequest, ForecastCheck>, void, undefined> {
  const { history, horizons, stride, maxForecasts, signal } = options;
  const length = history + horizons.at(-1)!;
  let ticks: Tick[] = [];
  let made = 0;
  for await (const tick of feed.ticks(signal)) {
    const before = ticks.at(-1);
    if (before && Math.abs(tick.timestamp - before.timestamp - feed.stepSeconds) > 1e-3) ticks = [];
    ticks.push(tick);
    if (ticks.length < length) continue;
    yield windowOf(feed, ticks, options, made++);
    if (made >= maxForecasts) return;
    ticks = ticks.slice(stride);
  }
}

function windowOf(
  { asset, stepSeconds }: Feed,
  ticks: readonly Tick[],
  { history, horizons, levels }: WindowOptions,
  index: number,
): Challenge<ForecastRequest, ForecastCheck> {
  const past = ticks.slice(0, history);
  return {
    request: {
      requestId: `backtest-${index}`,
      model: "",
      minerHotkey: "",
      series: [
        {
          asset,
          stepSeconds,
          timestamps: past.map(({ timestamp }) => timestamp),
          values: past.map(({ value }) => value),
        },
      ],
      horizons: [...horizons],
      levels: [...levels],
      paths: 0,
      seed: index,
    },
    check: {
      outcomes: [horizons.map((horizon) => ticks[history - 1 + horizon]!.value)],
      regimes: [past.at(-1)!.regime],
    },
  };
}
