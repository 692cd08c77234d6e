import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../src/forecast/normal.js";
import { recentDeviation } from "../../src/forecast/returns.js";
import {
  createForecastChallenge,
  type ForecastScoreInput,
  forecast,
  randomWalkForecaster,
  scoreForecast,
} from "../../src/index.js";
import { answerOf, challengeWith } from "./support/requests.js";

const challenge = challengeWith("quantiles");
const { request } = challenge;
const judge = (answer: ForecastScoreInput["answer"], extra: Partial<ForecastScoreInput> = {}) =>
  scoreForecast({ challenge, answer, reference: null, ...extra });

describe("the score of a forecast", () => {
  it("is a half for the random walk itself", async () => {
    const score = judge(await randomWalkForecaster().forecast(request));
    expect(score.total).toBeCloseTo(0.5, 9);
    expect(score.increments).toHaveLength(request.series.length * request.horizons.length);
  });

  it("is more for who knows the outcome, and less for who is sure of another", () => {
    const outcomes = challenge.check!.outcomes;
    const truth = (horizon: number, _: number, series: number) =>
      Math.log(outcomes[series]![request.horizons.indexOf(horizon)]! / request.series[series]!.values.at(-1)!);
    const seer = judge(answerOf(request, truth));
    const wrong = judge(answerOf(request, (horizon, level, series) => 0.2 - truth(horizon, level, series)));
    expect(seer.loss).toBeCloseTo(0, 9);
    expect(seer.total).toBeGreaterThan(0.5);
    expect(seer.explanation).toMatch(/100.0 % better/);
    expect(wrong.total).toBeLessThan(0.5);
    expect(wrong.total).toBeGreaterThanOrEqual(0);
    expect(wrong.loss).toBeLessThanOrEqual(12);
  });

  it("does not change with the size of the values", () => {
    const scaled = {
      ...request,
      series: request.series.map((one) => ({ ...one, values: one.values.map((value) => 1000 * value) })),
    };
    const check = { outcomes: challenge.check!.outcomes.map((one) => one.map((value) => 1000 * value)) };
    const quantile = (horizon: number, level: number) => 0.002 * Math.sqrt(horizon) * (level - 0.4);
    const score = judge(answerOf(scaled, quantile), { challenge: { request: scaled, check } });
    expect(score.total).toBeCloseTo(judge(answerOf(request, quantile)).total, 9);
  });

  it("is repeatable, to the bit", async () => {
    const answer = await randomWalkForecaster().forecast(request);
    expect(judge(answer)).toEqual(judge(structuredClone(answer)));
  });

  it("judges paths by their steps, too", async () => {
    const sums = { usual: 0, shuffled: 0, wholes: 0, shuffledWholes: 0 };
    for (let seed = 0; seed < 200; seed++) {
      const paths = createForecastChallenge(seed);
      if (paths.request.paths === 0) continue;
      const answer = await randomWalkForecaster().forecast(paths.request);
      // The same ends in another order: the same law at each horizon, but no path hangs together.
      const shuffled = {
        forecasts: answer.forecasts.map((one) => ({
          ...one,
          paths: one.paths.map((_, i) => ({
            values: paths.request.horizons.map((__, k) => one.paths[(i + 37 * k) % one.paths.length]!.values[k]!),
          })),
        })),
      };
      const [usual, worse] = [answer, shuffled].map((one) =>
        scoreForecast({ challenge: paths, answer: one, reference: null }),
      );
      expect(usual!.increments).toHaveLength(paths.request.series.length * (2 * paths.request.horizons.length - 1));
      const wholes = (of: typeof usual) =>
        of!.increments.filter(({ from }) => from === 0).reduce((sum, { loss }) => sum + loss, 0);
      sums.usual += usual!.loss;
      sums.shuffled += worse!.loss;
      sums.wholes += wholes(usual);
      sums.shuffledWholes += wholes(worse);
    }
    expect(sums.shuffledWholes).toBeCloseTo(sums.wholes, 6);
    expect(sums.shuffled).toBeGreaterThan(sums.usual);
  });

  it.each(["late_commit", "not_committed", "mismatch", "late_reveal", "early_reveal", "unknown_request"] as const)(
    "is 0 after %s",
    async (status) => {
      const score = judge(await randomWalkForecaster().forecast(request), { timing: { status } });
      expect(score.total).toBe(0);
      expect(score.explanation).toMatch(/counts for nothing: /);
    },
  );

  it("is 0 for a wrong form, and says which", () => {
    const score = judge(answerOf(request, (_, level) => -level));
    expect(score.total).toBe(0);
    expect(score.explanation).toMatch(/quantiles\[0\].values\[1\]/);
  });

  it("waits for the outcome", async () => {
    const model = randomWalkForecaster();
    const answer = await model.forecast(request);
    await expect(forecast.verifyAnswer(model, { request, answer })).rejects.toMatchObject({
      data: { code: "protocol/failed_precondition" },
    });
    expect((await forecast.verifyAnswer(model, { ...challenge, answer })).total).toBeCloseTo(0.5, 9);
  });

  it("pays neither for wider nor for narrower than true", () => {
    // On markets that are random walks, the true deviation wins against all others.
    const totals = [0.5, 0.8, 1, 1.25, 2].map((factor) => {
      let sum = 0;
      for (let seed = 0; seed < 400; seed++) {
        const deviation = recentDeviation(request.series[0]!.values);
        const outcome = normalQuantile((seed + 0.5) / 400);
        const check = {
          outcomes: request.series.map(({ values }) =>
            request.horizons.map((h) => values.at(-1)! * Math.exp(deviation * Math.sqrt(h) * outcome)),
          ),
        };
        const one = { ...request, series: request.series.slice(0, 1) };
        const answer = answerOf(one, (h, level) => factor * deviation * Math.sqrt(h) * normalQuantile(level));
        sum += judge(answer, { challenge: { request: one, check } }).total;
      }
      return sum;
    });
    expect(Math.max(...totals)).toBe(totals[2]);
  });
});
