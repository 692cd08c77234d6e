import { sleep } from "@taostack/primitives";
import type { Tick } from "./feed.js";

/** Milliseconds since 1970, and a wait that a signal ends. */
export interface WallClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: WallClock = { now: () => Date.now(), sleep };

export interface Pace {
  /** Milliseconds between two ticks. */
  readonly stepMs: number;
  /** Ticks of the past to begin with. */
  readonly history: number;
  readonly clock: WallClock;
}

/** A tick and its number: that of the steps since 1970 that have passed when it comes. */
export interface NumberedTick {
  readonly index: number;
  readonly tick: Tick;
}

/** Seconds that a step counts as: those of the world, or one where the market is quicker. */
export const stepSecondsOf = (stepMs: number): number => Math.max(1, Math.round(stepMs / 1000));

export const stepNow = ({ stepMs, clock }: Pace): number => Math.floor(clock.now() / stepMs);

/** The latest ticks at once, then each at its time: whoever follows the same ticks by a right clock sees the same market. */
export async function* paced(
  ticks: Iterable<NumberedTick>,
  pace: Pace,
  signal?: AbortSignal,
): AsyncGenerator<Tick, void, undefined> {
  const first = stepNow(pace) - pace.history + 1;
  for (const { index, tick } of ticks) {
    if (index < first) continue;
    if (signal?.aborted) return;
    const knownMs = index * pace.stepMs;
    for (let wait = knownMs - pace.clock.now(); wait > 0; wait = knownMs - pace.clock.now()) {
      await pace.clock.sleep(wait, signal).catch(() => undefined);
      if (signal?.aborted) return;
    }
    yield { ...tick, knownMs };
  }
}
