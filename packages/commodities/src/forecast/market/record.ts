import type { ForecastAnswer, ForecastRequest } from "@taostack/protocol";
import { recentDeviation } from "../returns.js";
import type { ForecastScore } from "../score.js";

/** What is kept of one miner in one round: the result, and enough of the forecast to tell clones. Plain JSON. */
export interface RoundEntry {
  /** Mean of (baseline − loss). Absent if the answer was missing, late, invalid or not what was committed to. */
  readonly advantage?: number;
  /** Quantiles in units of the random walk's deviation, the same ones for each miner of a round. */
  readonly print?: readonly number[];
  readonly committedMs?: number;
}

/** One request that all miners had. */
export interface Round {
  readonly requestId: string;
  /** By hotkey. A miner that was not registered yet is not in it. */
  readonly entries: Readonly<Record<string, RoundEntry>>;
}

const PRINT_LEVELS = [0.1, 0.3, 0.5, 0.7, 0.9];

/** An entry out of a judged answer. */
export function roundEntry(
  request: ForecastRequest,
  answer: ForecastAnswer,
  score: ForecastScore,
  committedMs?: number,
): RoundEntry {
  const when = committedMs === undefined ? {} : { committedMs };
  if (score.parts.form === 0) return when;
  return { advantage: score.advantage, print: printOf(request, answer), ...when };
}

/** Five quantiles at each horizon of each series, in the unit that losses have. */
export function printOf(request: ForecastRequest, answer: ForecastAnswer): number[] {
  return request.series.flatMap(({ values }, index) => {
    const deviation = recentDeviation(values);
    const last = values.at(-1)!;
    return request.horizons.flatMap((horizon, k) => {
      const sorted =
        request.levels.length > 0
          ? answer.forecasts[index]!.quantiles[k]!.values
          : answer.forecasts[index]!.paths.map((path) => path.values[k]!).sort((a, b) => a - b);
      const at = (level: number) =>
        sorted[request.levels.length > 0 ? nearest(request.levels, level) : Math.floor(level * sorted.length)]!;
      return PRINT_LEVELS.map((level) => rounded(Math.log(at(level) / last) / (deviation * Math.sqrt(horizon))));
    });
  });
}

/** Far below what tells forecasts apart, and short on disk. */
const rounded = (value: number): number => Math.round(1e5 * value) / 1e5;

const nearest = (levels: readonly number[], level: number): number =>
  levels.reduce((best, one, i) => (Math.abs(one - level) < Math.abs(levels[best]! - level) ? i : best), 0);
