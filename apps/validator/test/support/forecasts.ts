import { type Feed, type Forecaster, forecasterOf, simulateMarket, type Tick } from "@taostack/commodities";

const HISTORY = 193;
const LENGTH = 900;
/** So long a trend has to last before and after the first forecast. */
const BEFORE = 60;
const AFTER = 60;

/** The first stretch of a simulated market, from a seed on, that trends: there a good forecaster is far ahead of a random walk. */
export function trendingStretch(asset: string, firstSeed: number): Tick[] {
  for (let seed = firstSeed; ; seed++) {
    const ticks = [...simulateMarket({ seed, asset, length: LENGTH, stepSeconds: 1 })];
    for (let now = HISTORY - 1; now + AFTER < LENGTH; now++) {
      const around = ticks.slice(now - BEFORE, now + AFTER);
      if (around.every(({ regime }) => regime === "trending")) return ticks.slice(now - HISTORY + 1, now + AFTER);
    }
  }
}

/** Feeds of stretches: their past at once, then one value of each whenever `advance` is called. No clock, so that no run differs. */
export function createTickingFeeds(stretches: readonly (readonly Tick[])[]): { feeds: Feed[]; advance(): void } {
  let shown = HISTORY;
  let wake: (() => void)[] = [];
  const feeds = stretches.map((stretch) => ({
    asset: stretch[0]!.asset,
    stepSeconds: 1,
    async *ticks(signal?: AbortSignal) {
      const stop = () => advance(0);
      signal?.addEventListener("abort", stop, { once: true });
      for (const [i, tick] of stretch.entries()) {
        while (i >= shown && !signal?.aborted) await new Promise<void>((resolve) => wake.push(resolve));
        if (signal?.aborted) return;
        yield tick;
      }
      throw new Error("the stretch is over: make it longer");
    },
  }));
  function advance(steps = 1): void {
    shown += steps;
    const waiting = wake;
    wake = [];
    for (const resolve of waiting) resolve();
  }
  return { feeds, advance };
}

/** Right about nothing but the scale: far too sure. */
export const overconfident = (): Forecaster => {
  const law = { quantile: (horizon: number, level: number) => 1e-6 * Math.sqrt(horizon) * (level - 0.5) };
  return forecasterOf("overconfident", () => law);
};
