import type { ForecastRequest } from "@taostack/protocol";
import { normalQuantile } from "../../../src/forecast/normal.js";
import { gaussian, type RandomSource, randomSource } from "../../../src/forecast/random-source.js";
import { type Round, type RoundEntry, roundEntry, scoreForecast, standardLevels } from "../../../src/index.js";
import { answerOf } from "./requests.js";

/** A normal law for each horizon, in units of the random walk's deviation; `undefined` is silence. */
export type Belief = readonly { readonly mean: number; readonly deviation: number }[] | undefined;

/** What can be known of a round: for each horizon a signal that explains a quarter of the variance of what comes. */
export interface World {
  readonly signals: readonly number[];
  /** What the other miners believe, in the order of their names. Nobody knows it in time; attackers in tests do. */
  readonly beliefs: Map<string, Belief>;
  readonly random: RandomSource;
  readonly index: number;
}

export interface Miner {
  readonly name: string;
  /** When it commits. Later ones may look at `world.beliefs`. */
  readonly committedMs: number;
  believe(world: World): Belief;
  /** The first round it takes part in. */
  readonly since?: number;
}

const HORIZONS = [1, 4, 16];
const DEVIATION = 0.001;
const standard = new Map(standardLevels.map((level) => [level, normalQuantile(level)]));

/** Knows the signal with correlation `quality`, and says exactly what follows from that. */
export const honest = (name: string, quality: number): Miner => ({
  name,
  committedMs: 10,
  believe: ({ signals, random }) =>
    signals.map((signal) => {
      const seen = quality * signal + Math.sqrt(1 - quality ** 2) * gaussian(random);
      return { mean: 0.5 * quality * seen, deviation: Math.sqrt(1 - 0.25 * quality ** 2) };
    }),
});

const values = Array.from({ length: 40 }, (_, i) => Math.exp(i % 2 === 0 ? 0 : DEVIATION));
const request: ForecastRequest = {
  requestId: "r",
  model: "",
  minerHotkey: "",
  series: [{ asset: "A", stepSeconds: 60, timestamps: values.map((_, i) => 60 * i), values }],
  horizons: HORIZONS,
  levels: [...standardLevels],
  paths: 0,
  seed: 0,
};

/** Rounds of a market in which who knows what is known: nothing but seeded numbers and the market's own functions. */
export function playRounds(miners: readonly Miner[], rounds: number, seed: number): Round[] {
  const random = randomSource(seed);
  return Array.from({ length: rounds }, (_, index) => {
    const signals = HORIZONS.map(() => gaussian(random));
    const world: World = { signals, beliefs: new Map(), random: randomSource(seed * 1e6 + index), index };
    const changes = signals.map((signal) => 0.5 * signal + Math.sqrt(0.75) * gaussian(random));
    const last = values.at(-1)!;
    const scale = (k: number) => DEVIATION * Math.sqrt(HORIZONS[k]!);
    const check = { outcomes: [changes.map((change, k) => last * Math.exp(change * scale(k)))] };
    const entries: Record<string, RoundEntry> = {};
    for (const { name, committedMs, believe, since = 0 } of [...miners].sort((a, b) => a.committedMs - b.committedMs)) {
      if (index < since) continue;
      const belief = believe(world);
      world.beliefs.set(name, belief);
      if (!belief) {
        entries[name] = {};
        continue;
      }
      const answer = answerOf(request, (horizon, level) => {
        const k = HORIZONS.indexOf(horizon);
        return scale(k) * (belief[k]!.mean + belief[k]!.deviation * standard.get(level)!);
      });
      const score = scoreForecast({ challenge: { request, check }, answer, reference: null });
      entries[name] = roundEntry(request, answer, score, committedMs);
    }
    return { requestId: `${index}`, entries };
  });
}
