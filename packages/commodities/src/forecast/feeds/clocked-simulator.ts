import { createHash } from "node:crypto";
import type { Feed } from "./feed.js";
import { type NumberedTick, type Pace, paced, stepNow, stepSecondsOf, systemClock, type WallClock } from "./pace.js";
import { simulateMarket } from "./simulator.js";

export interface ClockedSimulatorOptions {
  /** Names the market. Who knows it knows what comes: among strangers, a secret of the validators. */
  readonly seed: string;
  /** Milliseconds between two values, 10 or more. From 1000 on, timestamps are the world's seconds; below, a step counts as a second. */
  readonly stepMs: number;
  readonly asset?: string;
  /** Values of the past to begin with. */
  readonly history?: number;
  readonly clock?: WallClock;
}

/** After so many steps the market is made anew from another seed, for it can only be computed from its beginning. */
export const SESSION_STEPS = 65_536;

/**
 * The simulated market by the wall clock: the same seed and step give everyone the same values at the same time, whenever they begin to
 * follow. Between two sessions one value is missing, so that nothing is forecast from one into the other.
 */
export function clockedSimulatorFeed(options: ClockedSimulatorOptions): Feed {
  const { seed, stepMs, asset = `SIM-${seed}`, history = 512, clock = systemClock } = options;
  const pace = { stepMs, history, clock };
  const stepSeconds = stepSecondsOf(stepMs);
  return { asset, stepSeconds, ticks: (signal) => paced(sessions({ seed, asset, stepSeconds }, pace), pace, signal) };
}

function* sessions(
  { seed, asset, stepSeconds }: { seed: string; asset: string; stepSeconds: number },
  pace: Pace,
): Generator<NumberedTick, void, undefined> {
  for (let session = Math.floor(stepNow(pace) / SESSION_STEPS); ; session++) {
    const first = session * SESSION_STEPS;
    const market = simulateMarket({
      seed: seedOf(seed, session),
      asset,
      stepSeconds,
      start: first * stepSeconds,
      length: SESSION_STEPS - 1,
    });
    let index = first;
    for (const tick of market) yield { index: index++, tick };
  }
}

/** 53 bits, as many as the generator takes. */
const seedOf = (seed: string, session: number): number =>
  Number(createHash("sha256").update(`taostack market\0${seed}\0${session}`).digest().readBigUInt64BE() >> 11n);
