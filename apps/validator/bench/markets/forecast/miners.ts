import type { ForecastChallenge, Random } from "@taostack/commodities";
import type { ForecastAnswer } from "@taostack/protocol";
import type { Contestant } from "../contest.js";
import { between, changed, shortened } from "./answers.js";
import type { ServedForecaster } from "./models.js";
import { expectedChanges } from "./trend.js";

/** What a miner has to go by. */
export interface ForecastAsk {
  readonly challenge: ForecastChallenge;
  readonly random: Random;
  readonly round: number;
}

/** What a miner does about one request. Times in milliseconds from the question; the outcome is known at `OUTCOME_MS`. */
export interface ForecastPlay {
  readonly answer: ForecastAnswer;
  readonly committedMs: number;
  /** What it shows, if not what it committed to. */
  readonly shown?: ForecastAnswer;
  readonly revealedMs?: number;
}

export const COMMIT_BEFORE_MS = 12_000;
export const OUTCOME_MS = 3_600_000;
export const REVEAL_BEFORE_MS = 7_200_000;

export interface ForecastMiner extends Contestant {
  /** `undefined` is silence. */
  play(ask: ForecastAsk): Promise<ForecastPlay | undefined>;
}

export interface ForecastTools {
  readonly full: ServedForecaster;
  readonly small: ServedForecaster;
  readonly mini: ServedForecaster;
  readonly walk: ServedForecaster;
}

type Answering = (ask: ForecastAsk) => Promise<ForecastAnswer>;

const committing = (answering: Answering, ms = 200): ForecastMiner["play"] => {
  return async (ask) => ({ answer: await answering(ask), committedMs: ms * (0.9 + 0.2 * ask.random()) });
};

export interface HonestForecaster extends Omit<ForecastMiner, "quality"> {
  readonly answering: Answering;
}

const honest = (name: string, answering: Answering): HonestForecaster => ({
  name,
  kind: "honest",
  answering,
  play: committing(answering),
});

/** Knows nothing but what the series itself says about trends. */
const trend =
  ({ walk }: ForecastTools): Answering =>
  async ({ challenge: { request } }) => {
    const changes = request.series.map(({ values }) => expectedChanges(values, request.horizons));
    return changed(request, await walk.answer(request), (value, { series, at }) => value + changes[series]![at]!);
  };

const seeing =
  (model: ServedForecaster, steps: number): Answering =>
  ({ challenge }) =>
    model.answer(shortened(challenge.request, steps + 1));

/** Each a forecaster of its own: what is one model drawn towards the walk, or with noise, is a copy. */
export function honestMiners(tools: ForecastTools): HonestForecaster[] {
  const { full, small, mini } = tools;
  return [
    honest("tao-forecast", ({ challenge }) => full.answer(challenge.request)),
    honest("tao-forecast-small", ({ challenge }) => small.answer(challenge.request)),
    honest("tao-forecast-small, sees 32 steps", seeing(small, 32)),
    honest("tao-forecast, sees 32 steps", seeing(full, 32)),
    honest("a formula of trends", trend(tools)),
    honest("tao-forecast-mini", ({ challenge }) => mini.answer(challenge.request)),
  ];
}

/** A standard normal number. */
const gaussian = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** The same forecast, its middle moved by noise at each horizon, in deviations of the random walk. */
const withNoise =
  (model: ServedForecaster, noise: number): Answering =>
  async ({ challenge: { request }, random }) => {
    const moves = request.series.map(() => request.horizons.map(() => noise * gaussian(random)));
    return changed(request, await model.answer(request), (value, { series, at, deviation }) => {
      return value + deviation * moves[series]![at]!;
    });
  };

const mixing =
  (from: ServedForecaster, to: ServedForecaster, part: number): Answering =>
  async ({ challenge: { request } }) =>
    between(request, await from.answer(request), await to.answer(request), part);

const spread =
  (model: ServedForecaster, factor: number): Answering =>
  async ({ challenge: { request } }) =>
    changed(request, await model.answer(request), (value) => factor * value);

/** Bets on a move of so many deviations. */
const bet =
  ({ walk }: ForecastTools, move: number): Answering =>
  async ({ challenge: { request } }) =>
    changed(request, await walk.answer(request), (value, { deviation }) => 0.9 * value + move * deviation);

/** Knows the outcome, as everybody does afterwards. */
const hindsight =
  ({ walk }: ForecastTools): Answering =>
  async ({ challenge: { request, check } }) =>
    changed(request, await walk.answer(request), (value, { series, at }) => {
      const outcome = check!.outcomes[series]![at]!;
      return 0.01 * value + Math.log(outcome / request.series[series]!.values.at(-1)!);
    });

const LATER_MS = 900;
const HEDGES = 6;

export function cheats(tools: ForecastTools): ForecastMiner[] {
  const { full, small, mini, walk } = tools;
  const cheat = (name: string, play: ForecastMiner["play"]): ForecastMiner => ({ name, kind: "cheat", play });
  const says = (name: string, answering: Answering, ms?: number) => cheat(name, committing(answering, ms));
  const hedges = Array.from({ length: HEDGES }, (_, at): ForecastMiner => {
    const move = (at % 2 === 0 ? 1 : -1) * (0.1 + 0.1 * (at >> 1));
    return { ...says(`one of ${HEDGES} opposite bets, ${move.toFixed(1)}`, bet(tools, move)), group: "hedges" };
  });
  return [
    says("the leader's second hotkey", withNoise(full, 0), LATER_MS),
    says("the same, noise of 0.05", withNoise(full, 0.05), LATER_MS),
    says("the same, noise of 0.1", withNoise(full, 0.1), LATER_MS),
    says("the same, noise of 0.15", withNoise(full, 0.15), LATER_MS),
    says("the same, two fifths of what it knows", mixing(full, walk, 0.6), LATER_MS),
    says("half-way between the two best", mixing(full, small, 0.5), LATER_MS),
    says("the weakest one's second hotkey", withNoise(mini, 0.01), LATER_MS),
    says("the random walk", ({ challenge }) => walk.answer(challenge.request)),
    says("half the spread", spread(walk, 0.5)),
    says("twice the spread", spread(walk, 2)),
    says("no doubt at all", spread(walk, 1e-6)),
    says("extreme tails", spread(walk, 40)),
    says("commits after the outcome", hindsight(tools), OUTCOME_MS),
    cheat("shows another answer than it committed to", async (ask) => ({
      answer: await walk.answer(ask.challenge.request),
      committedMs: 200,
      shown: await hindsight(tools)(ask),
    })),
    cheat("shows its answer before the outcome", async ({ challenge }) => ({
      answer: await full.answer(challenge.request),
      committedMs: 200,
      revealedMs: COMMIT_BEFORE_MS,
    })),
    cheat("answers every second request", async (ask) =>
      ask.round % 2 === 0 ? undefined : { answer: await small.answer(ask.challenge.request), committedMs: 200 },
    ),
    ...hedges,
    cheat("never answers", async () => undefined),
  ];
}

/** What the clone detection does not see any more. */
export const limits = ({ full }: ForecastTools): ForecastMiner[] => [
  { name: "the leader's second hotkey, noise of 0.2", kind: "limit", play: committing(withNoise(full, 0.2), LATER_MS) },
];
