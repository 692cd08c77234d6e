import type { Tick } from "./feed.js";

/** A tick and when it came to be known: by the feed's clock where it tells, else by this machine's. Milliseconds since 1970. */
export interface KnownTick extends Tick {
  readonly knownMs: number;
}

/** The latest ticks of one feed: what a request shows of the past, and what became of it later. Bounded. */
export class RecentTicks {
  readonly #ticks: KnownTick[] = [];
  readonly #stepSeconds: number;
  readonly #capacity: number;

  constructor(stepSeconds: number, capacity = 2048) {
    this.#stepSeconds = stepSeconds;
    this.#capacity = capacity;
  }

  get latest(): KnownTick | undefined {
    return this.#ticks.at(-1);
  }

  /** Ticks that do not follow in time are passed over. */
  add(tick: Tick, nowMs: number): void {
    if (this.latest && !(tick.timestamp > this.latest.timestamp)) return;
    this.#ticks.push({ ...tick, knownMs: tick.knownMs ?? nowMs });
    if (this.#ticks.length > this.#capacity) this.#ticks.shift();
  }

  /** The latest `length` ticks, if no gap is among them. */
  past(length: number): readonly KnownTick[] | undefined {
    const past = this.#ticks.slice(-length);
    return past.length === length && past.every((tick, i) => i === 0 || this.#follows(past[i - 1]!, tick))
      ? past
      : undefined;
  }

  /**
   * The values `horizons` steps after a timestamp; `undefined` while the last is to come, `null` if one of them, or the way to it, is
   * missing for good.
   */
  outcomesOf(timestamp: number, horizons: readonly number[]): number[] | undefined | null {
    const start = this.#ticks.findIndex((tick) => Math.abs(tick.timestamp - timestamp) < 1e-3);
    if (start < 0) return (this.latest?.timestamp ?? Number.NEGATIVE_INFINITY) > timestamp ? null : undefined;
    const last = start + horizons.at(-1)!;
    const way = this.#ticks.slice(start, last + 1);
    if (way.some((tick, i) => i > 0 && !this.#follows(way[i - 1]!, tick))) return null;
    return last < this.#ticks.length ? horizons.map((horizon) => this.#ticks[start + horizon]!.value) : undefined;
  }

  #follows(before: Tick, tick: Tick): boolean {
    return Math.abs(tick.timestamp - before.timestamp - this.#stepSeconds) < 1e-3;
  }
}
