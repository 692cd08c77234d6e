import type { ForecastAnswer, ForecastRequest } from "@taostack/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { printOf } from "../../src/forecast/market/record.js";
import { gaussian, randomSource } from "../../src/forecast/random-source.js";
import { recentDeviation } from "../../src/forecast/returns.js";
import {
  cloneGroups,
  HISTORY_LENGTH,
  loadForecaster,
  type Round,
  simulateMarket,
  standardLevels,
} from "../../src/index.js";

const SERIES = 4;
const STRIDE = 3;
const HORIZONS = [2, 8, 16];
const ROUNDS = 64;
const OVERLAP = 6;
const names = ["tao-forecast", "tao-forecast-small", "tao-forecast-mini", "garch"];
let forecasters: Awaited<ReturnType<typeof loadForecaster>>[] = [];

beforeAll(async () => {
  forecasters = await Promise.all(names.map((name) => loadForecaster(name)));
});
afterAll(() => Promise.all(forecasters.map((one) => one.dispose())));

function withNoise(request: ForecastRequest, answer: ForecastAnswer, noise: () => number): ForecastAnswer {
  const forecasts = answer.forecasts.map((forecast, index) => {
    const deviation = recentDeviation(request.series[index]!.values);
    const quantiles = forecast.quantiles.map(({ horizon, values }) => {
      const factor = Math.exp(noise() * deviation * Math.sqrt(horizon));
      return { horizon, values: values.map((value) => value * factor) };
    });
    return { ...forecast, quantiles };
  });
  return { forecasts };
}

/** Rounds as a small network has them: four simulated series, a round at every third step. */
async function playRounds(seed: number): Promise<Round[]> {
  const random = randomSource(seed);
  const length = HISTORY_LENGTH + STRIDE * ROUNDS;
  const markets = Array.from({ length: SERIES }, (_, k) => [
    ...simulateMarket({ seed: seed + k, asset: `S${k}`, stepSeconds: 60, length }),
  ]);
  const rounds: Round[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const series = markets.map((ticks) => {
      const past = ticks.slice(i * STRIDE, i * STRIDE + HISTORY_LENGTH);
      const timestamps = past.map(({ timestamp }) => timestamp);
      return { asset: past[0]!.asset, stepSeconds: 60, timestamps, values: past.map(({ value }) => value) };
    });
    const asked = { requestId: `${i}`, model: "", minerHotkey: "", paths: 0, seed: i };
    const request = { ...asked, series, horizons: HORIZONS, levels: [...standardLevels] };
    const answers = await Promise.all(forecasters.map((one) => one.forecast(request)));
    const noisy = withNoise(request, answers[0]!, () => 0.05 * gaussian(random));
    const entries = [...answers, noisy].map((answer, k) => {
      return [names[k] ?? "copy", { advantage: 0, print: printOf(request, answer), committedMs: k }] as const;
    });
    rounds.push({ requestId: `${i}`, entries: Object.fromEntries(entries) });
  }
  return rounds;
}

it.each([11, 12, 13])("tells the stack's forecasters from each other, and finds a copy (seed %i)", async (seed) => {
  const rounds = await playRounds(1000 * seed);
  const expected = [["tao-forecast", "copy"], ["tao-forecast-small"], ["tao-forecast-mini"], ["garch"]];
  expect(cloneGroups(rounds, undefined, { overlap: OVERLAP })).toEqual(expected);
});
