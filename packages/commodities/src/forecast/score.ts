import { type ForecastAnswer, type ForecastRequest, isProtocolError } from "@taostack/protocol";
import type { Score, ScoreInput } from "../commodity.js";
import type { ForecastCheck } from "./challenge.js";
import type { RevealStatus } from "./commit-book.js";
import { checkForecastAnswer } from "./contract.js";
import { normalCrps, quantileCrps, sampleCrps } from "./crps.js";
import { normalQuantile } from "./normal.js";
import { recentDeviation } from "./returns.js";

/** What the commit book says of the answer. Without it (a simulation, a backtest) the answer counts as given in time. */
export interface ForecastTiming {
  readonly status: RevealStatus;
}

/** The baseline needs nothing but the request: there is no reference model to ask. */
export type ForecastReference = null;

export type ForecastScoreInput = ScoreInput<
  ForecastRequest,
  ForecastAnswer,
  ForecastCheck,
  ForecastTiming,
  ForecastReference
>;

/** One change that was forecast. Losses are in units of what the baseline expects of itself: 1 is usual for it. */
export interface IncrementScore {
  readonly series: number;
  /** Steps from the forecast's begin to the begin and the end of the change. `from` is 0 but for increments of paths. */
  readonly from: number;
  readonly horizon: number;
  readonly loss: number;
  readonly baseline: number;
}

export interface ForecastScore extends Score {
  readonly parts: {
    /** 0 or 1: committed and revealed in time, whole, and what was committed to. */
    readonly form: number;
    /** ½ + (baseline − loss) / 2·cap. */
    readonly skill: number;
  };
  /** Mean of (baseline − loss): above 0 is better than the random walk. 0.05 is 5 % of the usual CRPS. */
  readonly advantage: number;
  readonly loss: number;
  readonly baseline: number;
  readonly increments: readonly IncrementScore[];
}

/** No single loss counts for more: some eight deviations off. */
export const LOSS_CAP = 12;

/**
 * Judges a forecast against what came. Pure.
 *
 * For each change y of the logarithm: loss = CRPS(forecast, y) / u and baseline = CRPS(N(0, σ²h), y) / u, with σ the recent volatility and
 * u = σ√(h/π), which is what the baseline's CRPS is on average if the baseline is true. u is known before y, so that dividing keeps the
 * score proper, and makes assets and horizons count alike; dividing by the baseline's actual CRPS would not.
 *
 * The baseline's CRPS is analytic for paths. For quantiles it is taken at the same levels, like with like: a random walk that answers in
 * quantiles has an advantage of exactly 0.
 *
 * total = ½ + mean(baseline − loss) / (2 · 12). Linear, for anything bent would pay for bold guesses or for timid ones; so totals lie
 * near ½, and what a miner earns is made of many of them by `rewardsOf`.
 */
export function scoreForecast({ challenge, answer, timing }: ForecastScoreInput): ForecastScore {
  const { request, check } = challenge;
  if (timing && timing.status !== "revealed") return worthless(statusInWords[timing.status]);
  if (check === undefined) return worthless("its outcome is not known");
  const problem = formProblem(request, answer);
  if (problem !== undefined) return worthless(problem);
  const increments = request.series.flatMap((_, index) => scoreSeries(request, answer, check, index));
  const mean = (of: (one: IncrementScore) => number) =>
    increments.reduce((sum, one) => sum + of(one), 0) / increments.length;
  const [loss, baseline] = [mean((one) => one.loss), mean((one) => one.baseline)];
  const advantage = baseline - loss;
  const skill = 0.5 + advantage / (2 * LOSS_CAP);
  return {
    total: skill,
    parts: { form: 1, skill },
    advantage,
    loss,
    baseline,
    increments,
    explanation: explain(loss, baseline, increments),
  };
}

function scoreSeries(
  request: ForecastRequest,
  answer: ForecastAnswer,
  check: ForecastCheck,
  index: number,
): IncrementScore[] {
  const { values } = request.series[index]!;
  const forecast = answer.forecasts[index]!;
  const outcomes = check.outcomes[index]!;
  const last = values.at(-1)!;
  const deviation = recentDeviation(values);
  const standard = request.levels.map(normalQuantile);
  const baselineOf = (spread: number, outcome: number) =>
    request.levels.length > 0
      ? spread * quantileCrps(standard, request.levels, outcome / spread)
      : normalCrps(0, spread, outcome);
  const score = (from: number, horizon: number, outcome: number, crps: number): IncrementScore => {
    const spread = deviation * Math.sqrt(horizon - from);
    const unit = spread / Math.sqrt(Math.PI);
    const capped = (value: number) => Math.min(LOSS_CAP, value / unit);
    return { series: index, from, horizon, loss: capped(crps), baseline: capped(baselineOf(spread, outcome)) };
  };
  return request.horizons.flatMap((horizon, k) => {
    const change = Math.log(outcomes[k]! / last);
    if (request.levels.length > 0) {
      const quantiles = forecast.quantiles[k]!.values.map((value) => Math.log(value / last));
      return [score(0, horizon, change, quantileCrps(quantiles, request.levels, change))];
    }
    const logs = forecast.paths.map((path) => Math.log(path.values[k]! / last));
    const whole = score(0, horizon, change, sampleCrps(logs, change));
    if (k === 0) return [whole];
    // From one horizon to the next: what makes a path more than its ends.
    const steps = forecast.paths.map((path) => Math.log(path.values[k]! / path.values[k - 1]!));
    const step = Math.log(outcomes[k]! / outcomes[k - 1]!);
    return [whole, score(request.horizons[k - 1]!, horizon, step, sampleCrps(steps, step))];
  });
}

function formProblem(request: ForecastRequest, answer: ForecastAnswer): string | undefined {
  try {
    checkForecastAnswer(request, answer);
    return undefined;
  } catch (error) {
    if (!isProtocolError(error)) throw error;
    return error.message.replace(/\.$/, "");
  }
}

const statusInWords: Record<Exclude<RevealStatus, "revealed">, string> = {
  unknown_request: "nobody asked for it",
  not_committed: "nothing was committed to before the deadline",
  late_commit: "it was committed to too late",
  early_reveal: "it was shown before the outcome",
  late_reveal: "it was shown too late",
  mismatch: "it is not what was committed to",
};

const worthless = (problem: string): ForecastScore => ({
  total: 0,
  parts: { form: 0, skill: 0 },
  advantage: Number.NEGATIVE_INFINITY,
  loss: LOSS_CAP,
  baseline: 0,
  increments: [],
  explanation: `The forecast counts for nothing: ${problem}.`,
});

function explain(loss: number, baseline: number, increments: readonly IncrementScore[]): string {
  const percent = (100 * (1 - loss / baseline)).toFixed(1);
  const worst = increments.reduce((a, b) => (b.loss - b.baseline > a.loss - a.baseline ? b : a));
  const verdict =
    loss <= baseline ? `${percent} % better than` : `${(100 * (loss / baseline - 1)).toFixed(1)} % worse than`;
  return `Over ${increments.length} changes the CRPS is ${verdict} a random walk with recent volatility (${loss.toFixed(3)} against ${baseline.toFixed(3)}); weakest ${worst.horizon} steps ahead (${worst.loss.toFixed(2)} against ${worst.baseline.toFixed(2)}).`;
}
