import type { ForecastRequest } from "@taostack/protocol";
import type { Challenge } from "../commodity.js";
import { forecastId } from "./disguise.js";
import { simulateMarket } from "./feeds/simulator.js";
import { type RandomSource, randomSource, randomWord as word } from "./random-source.js";

/** What became of each series: one value for each horizon of the request, in its order. */
export interface ForecastCheck {
  readonly outcomes: readonly (readonly number[])[];
  /** The regime in which each forecast began, where it is known. */
  readonly regimes?: readonly (string | undefined)[];
}

export type ForecastChallenge = Challenge<ForecastRequest, ForecastCheck>;

/** Levels that challenges ask for. */
export const standardLevels: readonly number[] = [
  0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99,
];
export const standardHorizons: readonly number[] = [1, 2, 4, 8, 16, 32, 64];
/** Values of the past that come with a request. */
export const HISTORY_LENGTH = 193;

const steps = [60, 300, 900, 3600];

/**
 * A stretch of a simulated market to forecast, and how it went on. For a real feed the outcome comes later: the backtest and a
 * validator build the same request from ticks, and the check when the last horizon has passed.
 * @param seed - A safe integer, or a source of numbers in [0, 1). The same seed gives the same challenge, id included.
 */
export function createForecastChallenge(seed: number | RandomSource): ForecastChallenge {
  const random = typeof seed === "number" ? randomSource(seed) : seed;
  const stepSeconds = steps[Math.floor(random() * steps.length)]!;
  const start = 1_600_000_000 + stepSeconds * Math.floor(random() * 100_000);
  const farthest = standardHorizons.at(-1)!;
  const markets = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, index) => [
    ...simulateMarket({
      seed: word(random),
      asset: `SIM${index + 1}`,
      stepSeconds,
      start,
      length: HISTORY_LENGTH + farthest,
    }),
  ]);
  const now = HISTORY_LENGTH - 1;
  const byPaths = random() < 0.25;
  return {
    request: {
      requestId: forecastId(random),
      model: "",
      minerHotkey: "",
      series: markets.map((ticks) => ({
        asset: ticks[0]!.asset,
        stepSeconds,
        timestamps: ticks.slice(0, HISTORY_LENGTH).map(({ timestamp }) => timestamp),
        values: ticks.slice(0, HISTORY_LENGTH).map(({ value }) => value),
      })),
      horizons: [...standardHorizons],
      levels: byPaths ? [] : [...standardLevels],
      paths: byPaths ? 200 : 0,
      seed: word(random),
    },
    check: {
      outcomes: markets.map((ticks) => standardHorizons.map((horizon) => ticks[now + horizon]!.value)),
      regimes: markets.map((ticks) => ticks[now]!.regime),
    },
  };
}
