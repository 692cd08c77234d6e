import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  clockedCsvFeed,
  clockedSimulatorFeed,
  type Feed,
  RecentTicks,
  SESSION_STEPS,
  type Tick,
  type WallClock,
} from "../../src/index.js";

const STEP_MS = 250;

/** A clock that goes on when somebody sleeps. */
function fakeClock(startMs: number): WallClock {
  let now = startMs;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
}

async function take(feed: Feed, count: number): Promise<Tick[]> {
  const ticks: Tick[] = [];
  for await (const tick of feed.ticks()) if (ticks.push(tick) === count) break;
  return ticks;
}

describe("the simulated market by the wall clock", () => {
  const at = (ms: number, seed = "7", history = 20) =>
    clockedSimulatorFeed({ seed, stepMs: STEP_MS, history, clock: fakeClock(ms) });
  const middle = (1000.5 * SESSION_STEPS + 0.25) * STEP_MS;

  it("is the same for all who follow it, whenever they begin", async () => {
    const early = await take(at(middle), 60);
    const late = await take(at(middle + 20 * STEP_MS), 40);
    expect(late).toEqual(early.slice(20));
    expect(early.map(({ timestamp }, i) => timestamp - early[0]!.timestamp - i)).toEqual(new Array(60).fill(0));
    expect(await take(at(middle, "8"), 1)).not.toEqual(early.slice(0, 1));
  });

  it("gives the past at once and each value at its time", async () => {
    const ticks = await take(at(middle), 22);
    expect(ticks[19]!.knownMs).toBeLessThanOrEqual(middle);
    expect(ticks[19]!.knownMs! + STEP_MS).toBeGreaterThan(middle);
    expect(ticks[21]!.knownMs).toBe(ticks[19]!.knownMs! + 2 * STEP_MS);
  });

  it("has a gap where it begins anew, so that nothing is forecast across it", async () => {
    const end = 1001 * SESSION_STEPS;
    const ticks = await take(at((end - 4) * STEP_MS, "7", 3), 8);
    const steps = ticks.slice(1).map(({ timestamp }, i) => timestamp - ticks[i]!.timestamp);
    expect(steps.filter((step) => step === 2)).toHaveLength(1);
    const recent = new RecentTicks(1);
    for (const tick of ticks) recent.add(tick, 0);
    expect(recent.past(8)).toBeUndefined();
    expect(recent.outcomesOf(ticks[0]!.timestamp, [7])).toBeNull();
  });

  it("counts in seconds of the world where steps are long, and ends with its signal", async () => {
    const stop = new AbortController();
    const feed = clockedSimulatorFeed({ seed: "1", stepMs: 60_000, history: 1, clock: fakeClock(1.7e12) });
    expect(feed.stepSeconds).toBe(60);
    const seen: number[] = [];
    for await (const { timestamp } of feed.ticks(stop.signal)) {
      seen.push(timestamp);
      stop.abort();
    }
    expect(seen).toEqual([60 * Math.floor(1.7e9 / 60)]);
  });
});

describe("a file played by the wall clock", () => {
  async function feedOf(rows: readonly (readonly [number, number])[], ms: number, history = 3) {
    const folder = await mkdtemp(join(tmpdir(), "clocked-csv-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, "BTC.csv");
    await writeFile(path, `timestamp,close\n${rows.map((row) => row.join(",")).join("\n")}\n`);
    return clockedCsvFeed({ path, stepMs: STEP_MS, history, clock: fakeClock(ms) });
  }
  const rows = [
    [600, 1],
    [660, 2],
    [720, 3],
    [900, 4],
  ] as const;

  it("repeats, with the gaps that it has and one at its end", async () => {
    const feed = await feedOf(rows, 7000.5 * STEP_MS);
    expect(feed.asset).toBe("BTC");
    const ticks = await take(feed, 9);
    const again = await take(await feedOf(rows, 7003.5 * STEP_MS), 4);
    expect(ticks.map(({ value }) => value).join("")).toContain("12341234".slice(0, 4));
    expect(ticks.filter(({ timestamp }) => timestamp >= again[0]!.timestamp).slice(0, 4)).toEqual(again);
    const gaps = ticks.slice(1).map((tick, i) => [ticks[i]!.value, tick.timestamp - ticks[i]!.timestamp]);
    for (const [value, gap] of gaps) expect(gap).toBe({ 1: 1, 2: 1, 3: 3, 4: 2 }[value!]);
  });

  it("needs two rows", async () => {
    await expect(feedOf([[1, 1]], 0)).rejects.toMatchObject({ data: { code: "commodities/bad_feed" } });
  });
});

describe("recent ticks", () => {
  const tick = (timestamp: number): Tick => ({ asset: "A", timestamp, value: timestamp + 0.5 });

  it("say what came of a beginning, once it is known", () => {
    const ticks = new RecentTicks(60);
    for (const timestamp of [60, 120, 180]) ticks.add(tick(timestamp), 5);
    expect(ticks.past(2)!.map(({ timestamp, knownMs }) => [timestamp, knownMs])).toEqual([
      [120, 5],
      [180, 5],
    ]);
    expect(ticks.past(4)).toBeUndefined();
    expect(ticks.outcomesOf(120, [1, 2])).toBeUndefined();
    ticks.add(tick(240), 6);
    expect(ticks.outcomesOf(120, [1, 2])).toEqual([180.5, 240.5]);
    expect(ticks.outcomesOf(300, [1])).toBeUndefined();
    expect(ticks.outcomesOf(59, [1])).toBeNull();
    ticks.add(tick(240), 7);
    ticks.add(tick(100), 8);
    expect(ticks.latest).toMatchObject({ timestamp: 240, knownMs: 6 });
  });

  it("say never when something is missing, and are bounded", () => {
    const ticks = new RecentTicks(60, 3);
    for (const timestamp of [60, 120, 240]) ticks.add(tick(timestamp), 0);
    expect(ticks.outcomesOf(60, [1, 3])).toBeNull();
    expect(ticks.outcomesOf(240, [1])).toBeUndefined();
    ticks.add(tick(300), 0);
    expect(ticks.outcomesOf(60, [1])).toBeNull();
    expect(ticks.past(3)).toBeUndefined();
  });
});
