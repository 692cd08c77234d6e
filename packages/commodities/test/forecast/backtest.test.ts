import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  backtest,
  type Forecaster,
  forecast,
  forecasterOf,
  loadForecaster,
  pitSvg,
  regimes,
  simulateMarket,
  skillByHorizonSvg,
  skillByRegimeSvg,
  type Tick,
} from "../../src/index.js";
import { challengeWith } from "./support/requests.js";

const STEP = 300;
/** Several markets, apart in time; seeds that no training saw. */
const markets = (count: number, firstSeed = 3_000_000_001) => ({
  asset: "SIM",
  stepSeconds: STEP,
  async *ticks(): AsyncGenerator<Tick> {
    for (let i = 0; i < count; i++) {
      yield* simulateMarket({ seed: firstSeed + i, length: 1000, stepSeconds: STEP, start: i * 2000 * STEP });
    }
  },
});

describe("the backtest", () => {
  it("finds that a random walk is as good as itself, and draws it", async () => {
    const report = await backtest("random-walk", markets(3), { stride: 40 });
    expect(report.overall.skill).toBeCloseTo(0, 9);
    expect(report.overall.forecasts).toBe(3 * 19);
    expect(Object.keys(report.byHorizon)).toEqual(["1", "2", "4", "8", "16", "32", "64"]);
    expect(Object.keys(report.byRegime).every((name) => (regimes as readonly string[]).includes(name))).toBe(true);
    expect(report.pit.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    for (const plot of [skillByHorizonSvg, skillByRegimeSvg, pitSvg]) {
      expect(plot({ ...report, forecaster: "<a>" })).toMatch(/^<svg [\s\S]*&lt;a&gt;[\s\S]*<\/svg>\n$/);
    }
  });

  it("stops where it is told to, and never looks over a gap", async () => {
    const report = await backtest("ewma", markets(3), { stride: 1, maxForecasts: 7 });
    expect(report.overall.forecasts).toBe(7);
    const short = { ...markets(1), ticks: () => markets(4).ticks() };
    expect((await backtest("ewma", short, { history: 900, stride: 1000 })).overall.forecasts).toBe(4);
  });

  it("sees what is too narrow", async () => {
    const narrow = forecasterOf("narrow", () => ({ quantile: (h, level) => 1e-6 * Math.sqrt(h) * (level - 0.5) }));
    const { coverage, pit, overall } = await backtest(narrow, markets(2), { stride: 40 });
    expect(coverage[0]!.actual).toBeLessThan(0.1);
    expect(pit[0]! + pit.at(-1)!).toBeGreaterThan(0.9);
    expect(overall.skill).toBeLessThan(-0.2);
  });
});

describe("the bundled forecast models", () => {
  let models: Forecaster[] = [];
  beforeAll(async () => {
    const names = ["tao-forecast", "tao-forecast-small", "tao-forecast-mini"];
    models = await Promise.all([
      ...names.map((name) => loadForecaster(name)),
      loadForecaster("tao-forecast", { dtype: "q8" }),
    ]);
  });
  afterAll(() => Promise.all(models.map((model) => model.dispose())));

  it("beat the random walk on markets they never saw, each by its strength", async () => {
    const reports = [];
    for (const model of models) reports.push(await backtest(model, markets(60), { stride: 40 }));
    const [full, small, mini, int8] = reports.map(({ overall }) => overall.skill) as [number, number, number, number];
    expect(full).toBeGreaterThan(small);
    expect(small).toBeGreaterThan(mini);
    expect(mini).toBeGreaterThan(0);
    expect(full).toBeGreaterThan(0.05);
    expect(Math.abs(full - int8)).toBeLessThan(0.005);
    // Within four points of calibrated.
    for (const { nominal, actual } of reports[0]!.coverage) expect(Math.abs(actual - nominal)).toBeLessThan(0.04);
  });

  it("serve quantiles and paths of any horizon and level", async () => {
    for (const form of ["quantiles", "paths"] as const) {
      const { request, check } = challengeWith(form);
      const odd = {
        ...request,
        horizons: [3, 50, 200],
        ...(form === "quantiles" ? { levels: [0.001, 0.33, 0.999] } : {}),
      };
      const answer = await models[0]!.forecast(odd);
      const outcomes = check!.outcomes.map(() => [100, 100, 100]);
      expect(
        forecast.scoreAnswer({ challenge: { request: odd, check: { outcomes } }, answer, reference: null }).parts.form,
      ).toBe(1);
    }
  });
});

it("a model for something else is refused by name", async () => {
  await expect(loadForecaster("tao-nothing")).rejects.toMatchObject({ data: { code: "commodities/unknown_model" } });
});
