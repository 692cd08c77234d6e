import { gaussian, type RandomSource, randomSource, studentT } from "../random-source.js";
import type { Feed, Tick } from "./feed.js";

export interface SimulatorOptions {
  readonly seed: number;
  readonly asset?: string;
  readonly stepSeconds?: number;
  /** Seconds since 1970. */
  readonly start?: number;
  readonly length?: number;
}

export const regimes = ["calm", "turbulent", "trending", "reverting"] as const;
export type Regime = (typeof regimes)[number];

interface RegimeLaw {
  /** Deviation of a step in the long run, beside the asset's own. */
  readonly volatility: number;
  /** GARCH(1,1): weight of the latest square, of the variance before. */
  readonly alpha: number;
  readonly beta: number;
  /** Of a jump in one step, and its deviation in steps' deviations. */
  readonly jumpProbability: number;
  readonly jumpSize: number;
  /** Deviation of the drift that comes and goes, in steps' deviations. */
  readonly drift: number;
  /** Share of the way back to the anchor in one step. */
  readonly pull: number;
  /** Steps that it lasts on average. */
  readonly duration: number;
}

const laws: Record<Regime, RegimeLaw> = {
  calm: {
    volatility: 0.6,
    alpha: 0.06,
    beta: 0.9,
    jumpProbability: 0.002,
    jumpSize: 5,
    drift: 0,
    pull: 0,
    duration: 160,
  },
  turbulent: {
    volatility: 2,
    alpha: 0.16,
    beta: 0.8,
    jumpProbability: 0.012,
    jumpSize: 4,
    drift: 0,
    pull: 0,
    duration: 80,
  },
  trending: {
    volatility: 0.9,
    alpha: 0.08,
    beta: 0.88,
    jumpProbability: 0.004,
    jumpSize: 4,
    drift: 0.55,
    pull: 0,
    duration: 160,
  },
  reverting: {
    volatility: 1,
    alpha: 0.08,
    beta: 0.88,
    jumpProbability: 0.004,
    jumpSize: 4,
    drift: 0,
    pull: 0.16,
    duration: 160,
  },
};

/** How much of the drift is left after one step. */
const DRIFT_MEMORY = 0.97;
const STEPS_BEFORE_START = 200;

/**
 * A made-up market: regimes that take turns, GARCH volatility in each, Student-t steps, jumps, drifts that last and pulls back to an
 * anchor. The same seed gives the same market, to the bit on one machine's Math library.
 */
export function* simulateMarket(options: SimulatorOptions): Generator<Tick, void, undefined> {
  const { seed, asset = "SIM", stepSeconds = 300, start = 1_700_000_000, length = 1000 } = options;
  const random = randomSource(seed);
  const unit = 0.0004 * Math.exp(1.1 * gaussian(random)); // each asset has a size of step of its own
  const market = openMarket(random, Math.log(10 ** (4 * random())));
  for (let i = -STEPS_BEFORE_START; i < length; i++) {
    advance(market, random, unit);
    if (i >= 0) {
      yield { asset, timestamp: start + i * stepSeconds, value: Math.exp(market.logValue), regime: market.regime };
    }
  }
}

interface MarketState {
  regime: Regime;
  logValue: number;
  /** Of a step, in squared units. */
  variance: number;
  drift: number;
  anchor: number;
}

const anyRegime = (random: RandomSource): Regime => regimes[Math.floor(random() * regimes.length)]!;

function openMarket(random: RandomSource, logValue: number): MarketState {
  const regime = anyRegime(random);
  return { regime, logValue, variance: laws[regime].volatility ** 2, drift: 0, anchor: logValue };
}

function advance(market: MarketState, random: RandomSource, unit: number): void {
  if (random() < 1 / laws[market.regime].duration) {
    market.regime = anyRegime(random);
    market.anchor = market.logValue;
    market.drift = 0;
  }
  const law = laws[market.regime];
  const deviation = Math.sqrt(market.variance);
  const noise = deviation * studentT(random, 6);
  const jump = random() < law.jumpProbability ? deviation * law.jumpSize * gaussian(random) : 0;
  market.drift = DRIFT_MEMORY * market.drift + Math.sqrt(1 - DRIFT_MEMORY ** 2) * law.drift * gaussian(random);
  market.logValue +=
    unit * (noise + jump + market.drift * law.volatility) + law.pull * (market.anchor - market.logValue);
  const longRun = law.volatility ** 2;
  // A jump does not make the market as restless as a step of its size would.
  market.variance =
    (1 - law.alpha - law.beta) * longRun + law.alpha * (noise + 0.3 * jump) ** 2 + law.beta * market.variance;
}

export const simulatorFeed = (options: SimulatorOptions): Feed => ({
  asset: options.asset ?? "SIM",
  stepSeconds: options.stepSeconds ?? 300,
  async *ticks(signal) {
    for (const tick of simulateMarket(options)) {
      if (signal?.aborted) return;
      yield tick;
    }
  },
});
