import { describe, expect, it } from "vitest";
import { gaussian, randomSource } from "../../src/forecast/random-source.js";
import { logReturns } from "../../src/forecast/returns.js";
import { garchVariance } from "../../src/forecast/statistical/garch.js";
import {
  createForecastChallenge,
  ewmaForecaster,
  fitGarch,
  garchForecaster,
  randomWalkForecaster,
  regimes,
  scoreForecast,
  simulateMarket,
} from "../../src/index.js";

const market = (seed: number, length = 4000) => [...simulateMarket({ seed, length })];

describe("the simulated market", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(market(5, 200)).toEqual(market(5, 200));
    expect(market(5, 200)).not.toEqual(market(6, 200));
    expect(createForecastChallenge(5)).toEqual(createForecastChallenge(5));
  });

  it("has every regime, fat tails, and volatility that clusters", () => {
    const ticks = Array.from({ length: 5 }, (_, seed) => market(seed)).flat();
    expect(new Set(ticks.map(({ regime }) => regime))).toEqual(new Set(regimes));
    const returns = logReturns(market(1).map(({ value }) => value));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = returns.map((value) => value ** 2);
    expect(mean(squares.map((value) => value ** 2)) / mean(squares) ** 2).toBeGreaterThan(4);
    const sizes = returns.map(Math.abs);
    const centre = mean(sizes);
    const lagged = mean(sizes.slice(1).map((value, i) => (value - centre) * (sizes[i]! - centre)));
    expect(lagged / mean(sizes.map((value) => (value - centre) ** 2))).toBeGreaterThan(0.1);
  });

  it("is worth more to those who look at recent steps more closely", async () => {
    const skills = [randomWalkForecaster(192), randomWalkForecaster(), ewmaForecaster()].map(async (model) => {
      let sum = 0;
      for (let seed = 0; seed < 600; seed++) {
        const challenge = createForecastChallenge(seed);
        if (challenge.request.paths > 0) continue;
        sum += scoreForecast({ challenge, answer: await model.forecast(challenge.request), reference: null }).advantage;
      }
      return sum;
    });
    const [slow, baseline, ewma] = await Promise.all(skills);
    expect(slow).toBeLessThan(baseline!);
    expect(ewma).toBeGreaterThan(baseline!);
  });
});

describe("GARCH", () => {
  it("finds the process that made a series", () => {
    const random = randomSource(11);
    let variance = 1;
    const returns = Array.from({ length: 6000 }, () => {
      const value = Math.sqrt(variance) * gaussian(random);
      variance = 0.05 + 0.1 * value ** 2 + 0.85 * variance;
      return value;
    });
    const fit = fitGarch(returns);
    expect(fit.alpha).toBeCloseTo(0.1, 1);
    expect(fit.alpha + fit.beta).toBeCloseTo(0.95, 1);
    expect(fit.longRun).toBeGreaterThan(0.8);
    expect(fit.longRun).toBeLessThan(1.25);
    // Sums of steps: the first is the next one's variance, far ones grow by the long run's.
    expect(garchVariance(fit, 1)).toBeCloseTo(fit.next, 12);
    expect(garchVariance(fit, 2001) - garchVariance(fit, 2000)).toBeCloseTo(fit.longRun, 6);
  });

  it("stands a series that never moves", async () => {
    const { request } = createForecastChallenge(1);
    const still = { ...request, series: request.series.map((one) => ({ ...one, values: one.values.map(() => 5) })) };
    for (const model of [garchForecaster(), ewmaForecaster(), randomWalkForecaster()]) {
      const { forecasts } = await model.forecast(still);
      const numbers = forecasts.flatMap((one) => [...one.quantiles, ...one.paths].flatMap(({ values }) => values));
      expect(numbers.every((value) => value > 4.99 && value < 5.01)).toBe(true);
    }
  });
});
