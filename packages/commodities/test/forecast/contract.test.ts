import type { ForecastRequest } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { checkForecastAnswer, checkForecastRequest, randomWalkForecaster } from "../../src/index.js";
import { answerOf, challengeWith } from "./support/requests.js";

const { request } = challengeWith("quantiles");
const [series] = request.series as [ForecastRequest["series"][number]];
const withSeries = (change: Partial<typeof series>): ForecastRequest => ({
  ...request,
  series: [{ ...series, ...change }],
});
const withValue = (value: number) => withSeries({ values: series.values.with(5, value) });

describe("a forecast request", () => {
  it("passes as challenges make it", () => {
    expect(checkForecastRequest(request)).toBe(request);
    const { request: paths } = challengeWith("paths");
    expect(checkForecastRequest(paths)).toBe(paths);
  });

  const wrong: [string, ForecastRequest, RegExp][] = [
    ["no id", { ...request, requestId: "" }, /request_id is empty/],
    ["no series", { ...request, series: [] }, /series is 0 series.*1 to 16/],
    ["NaN", withValue(Number.NaN), /series\[0\].values\[5\] is NaN/],
    ["infinite", withValue(Number.POSITIVE_INFINITY), /values\[5\] is Infinity/],
    ["negative", withValue(-1), /values\[5\] is -1.*above 0/],
    ["empty", withSeries({ values: [], timestamps: [] }), /series\[0\].values is 0 values/],
    ["too long", withSeries({ values: new Array<number>(5000).fill(1) }), /5000 values.*8 to 4096/],
    ["timestamps missing", withSeries({ timestamps: [] }), /timestamps is 0 for/],
    ["a gap", withSeries({ timestamps: series.timestamps.with(-1, 9e9) }), /timestamps\[192\].*no gap/],
    ["step 0", withSeries({ stepSeconds: 0 }), /step_seconds is 0/],
    ["an asset twice", { ...request, series: [series, series] }, /Name each asset once/],
    ["no horizon", { ...request, horizons: [] }, /horizons is 0 horizons/],
    ["horizon 0", { ...request, horizons: [0, 1] }, /horizons\[0\] is 0.*1 to 1024/],
    ["horizons out of order", { ...request, horizons: [4, 2] }, /horizons is 4,2.*ascending/],
    ["levels out of order", { ...request, levels: [0.5, 0.4, 0.6] }, /levels is 0.5,0.4,0.6/],
    ["a level of 1", { ...request, levels: [0.5, 0.6, 1] }, /levels\[2\] is 1/],
    ["levels and paths", { ...request, paths: 10 }, /paths is 10.*not for both/],
    ["neither", { ...request, levels: [], paths: 0 }, /paths is 0/],
    ["too many paths", { ...request, levels: [], paths: 1001 }, /paths is 1001/],
  ];
  it.each(wrong)("is refused with %s", (_, bad, message) => {
    expect(() => checkForecastRequest(bad)).toThrow(message);
    expect(() => checkForecastRequest(bad)).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: "protocol/invalid_argument" }) }),
    );
  });
});

describe("a forecast answer", () => {
  const good = answerOf(request, (horizon, level) => 0.001 * Math.sqrt(horizon) * (level - 0.5));

  it("passes in both forms", async () => {
    expect(checkForecastAnswer(request, good)).toBe(good);
    const { request: paths } = challengeWith("paths");
    const answer = await randomWalkForecaster().forecast(paths);
    expect(checkForecastAnswer(paths, answer)).toBe(answer);
  });

  it.each([
    ["falling quantiles", answerOf(request, (_, level) => 0.5 - level), /quantiles\[0\].values\[1\].*must not fall/],
    ["NaN", answerOf(request, () => Number.NaN), /values\[0\] is NaN/],
    ["another asset", { forecasts: good.forecasts.map((one) => ({ ...one, asset: "X" })) }, /asset is X/],
    ["nothing", { forecasts: [] }, /forecasts is 0 forecasts/],
    [
      "a horizon left out",
      { forecasts: good.forecasts.map((f) => ({ ...f, quantiles: f.quantiles.slice(1) })) },
      /6 entries/,
    ],
  ])("is refused with %s", (_, bad, message) => {
    expect(() => checkForecastAnswer(request, bad)).toThrow(message);
  });
});
