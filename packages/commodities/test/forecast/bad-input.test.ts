import { type ForecastRequest, ForecastService, type NeuronChannel, type NeuronServer } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Forecaster, loadForecaster, scoreForecast, serveForecast } from "../../src/index.js";
import { serveMarket } from "../support/over-channel.js";
import { answerOf, challengeWith } from "./support/requests.js";

const { request, check } = challengeWith("quantiles");
const [series] = request.series as [ForecastRequest["series"][number]];
const withSeries = (change: Partial<typeof series>): ForecastRequest => ({
  ...request,
  series: [{ ...series, ...change }],
});
const withValue = (value: number) => withSeries({ values: series.values.with(5, value) });

describe("a miner of forecasts that is sent nonsense", () => {
  let server: NeuronServer;
  let channel: NeuronChannel;
  let forecaster: Forecaster;
  let hotkey = "";
  let id = 0;

  beforeAll(async () => {
    forecaster = await loadForecaster("tao-forecast-mini");
    const served = await serveMarket((hotkey) => serveForecast(forecaster, {}, { hotkey }));
    ({ server, hotkey } = served);
    channel = await served.connect("//Alice");
  });
  afterAll(async () => {
    channel?.close();
    await server?.stop();
    await forecaster?.dispose();
  });

  const bad: [string, ForecastRequest, RegExp][] = [
    ["NaN among the values", withValue(Number.NaN), /series\[0\]\.values\[5\] is NaN/],
    ["an infinite value", withValue(Number.POSITIVE_INFINITY), /values\[5\] is Infinity/],
    ["a value of 0", withValue(0), /values\[5\] is 0/],
    ["no values", withSeries({ values: [], timestamps: [] }), /values is 0 values/],
    ["too few values", withSeries({ values: [1, 2], timestamps: [0, series.stepSeconds] }), /is 2 values/],
    ["too many values", withSeries({ values: new Array<number>(4097).fill(1) }), /4097 values/],
    [
      "fewer timestamps than values",
      withSeries({ timestamps: series.timestamps.slice(1) }),
      /timestamps is 192 for 193/,
    ],
    ["NaN for a time", withSeries({ timestamps: series.timestamps.with(0, Number.NaN) }), /timestamps\[0\] is NaN/],
    ["an asset without a name", withSeries({ asset: "" }), /asset is empty/],
    ["an endless name", withSeries({ asset: "x".repeat(33) }), /asset is x+/],
    ["a horizon of 0", { ...request, horizons: [0] }, /horizons\[0\] is 0/],
    ["a horizon too far", { ...request, horizons: [1, 1025] }, /horizons\[1\] is 1025.*1 to 1024/],
    ["a level of NaN", { ...request, levels: [0.1, Number.NaN, 0.9] }, /levels\[1\] is NaN/],
    ["more paths than are served", { ...request, levels: [], paths: 4_000_000_000 }, /paths is 4000000000/],
    [
      "more numbers than an answer holds",
      {
        ...withSeries({}),
        levels: [],
        paths: 1000,
        horizons: Array.from({ length: 64 }, (_, i) => i + 1),
        series: ["A", "B", "C", "D"].map((asset) => ({ ...series, asset })),
      },
      /256000/,
    ],
  ];
  it.each(bad)("refuses %s by a code and in words, and goes on", async (_, wrong, message) => {
    const client = channel.client(ForecastService);
    const refusal = { data: { code: "protocol/invalid_argument", verified: true } };
    const asked = { ...wrong, requestId: `bad-${id++}`, minerHotkey: hotkey };
    await expect(client.predict(asked)).rejects.toMatchObject(refusal);
    await expect(client.commit(asked)).rejects.toThrow(message);
    await expect(client.reveal({ requestId: asked.requestId })).rejects.toMatchObject({
      data: { code: "protocol/not_found" },
    });
    const good = await client.predict({ ...request, requestId: `good-${id}` });
    expect(good.forecasts).toHaveLength(request.series.length);
  });

  it("forecasts what never moves, and what moves by all it may", async () => {
    const client = channel.client(ForecastService);
    for (const values of [series.values.map(() => 5), series.values.map((_, i) => (i % 2 === 0 ? 1e-12 : 1e15))]) {
      const { forecasts } = await client.predict({ ...withSeries({ values }), requestId: "extreme", horizons: [1, 2] });
      expect(forecasts[0]!.quantiles.every((one) => one.values.every(Number.isFinite))).toBe(true);
    }
  });
});

describe("an answer that is nonsense", () => {
  const good = answerOf(request, (horizon, level) => 0.001 * Math.sqrt(horizon) * (level - 0.5));
  const changed = (change: (value: number) => number) => ({
    forecasts: good.forecasts.map((one) => ({
      ...one,
      quantiles: one.quantiles.map(({ horizon, values }) => ({ horizon, values: values.map(change) })),
    })),
  });
  it.each([
    ["NaN", changed(() => Number.NaN)],
    ["infinite", changed(() => Number.POSITIVE_INFINITY)],
    ["negative", changed((value) => -value)],
    ["about an asset that nobody asked for", { forecasts: good.forecasts.map((one) => ({ ...one, asset: "DOGE" })) }],
    [
      "of the wrong length",
      { forecasts: good.forecasts.map((one) => ({ ...one, quantiles: one.quantiles.slice(1) })) },
    ],
    [
      "about other horizons",
      {
        forecasts: good.forecasts.map((one) => ({
          ...one,
          quantiles: one.quantiles.map((q) => ({ ...q, horizon: q.horizon + 1 })),
        })),
      },
    ],
    ["empty", { forecasts: [] }],
  ])("is worth nothing if it is %s", (_, answer) => {
    const score = scoreForecast({ challenge: { request, check: check! }, answer, reference: null });
    expect(score).toMatchObject({ total: 0, parts: { form: 0 } });
    expect(score.explanation).toMatch(/^The forecast counts for nothing: /);
  });
});
