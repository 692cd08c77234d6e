import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeliest, nucleusFloor, temper, totalWeight } from "../src/sampling/distribution.js";
import { gumbelNoise, mayExceed, noiseKey } from "../src/sampling/noise.js";
import { sampleToken, scoreToken } from "../src/sampling/sampler.js";
import { weight } from "../src/sampling/weight.js";

const logitsArbitrary = fc
  .array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 64 })
  .map((values) => Float32Array.from(values));
const settingsArbitrary = fc.record({
  temperature: fc.constantFrom(0, 0.2, 0.7, 1, 1.8),
  topP: fc.constantFrom(0.1, 0.5, 0.9, 1),
  seed: fc.nat(2 ** 32 - 1),
});

const softmax = (logits: Float32Array, temperature: number): number[] => {
  const weights = Array.from(logits, (logit) => Math.exp(logit / temperature));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
};

describe("noise", () => {
  it("has the values that other implementations must have", () => {
    expect([0, 1, 1407].map((token) => gumbelNoise(noiseKey(7, 3), token).toFixed(12))).toMatchInlineSnapshot(`
      [
        "-0.277653600241",
        "0.590338859563",
        "0.384322223846",
      ]
    `);
  });

  it("differs between seeds, positions and tokens", () => {
    const seen = new Set<number>();
    for (const seed of [0, 1, 2 ** 32 - 1]) {
      for (let position = 0; position < 20; position++) {
        for (let token = 0; token < 50; token++) seen.add(gumbelNoise(noiseKey(seed, position), token));
      }
    }
    expect(seen.size).toBe(3000);
  });

  it("is never above a bound that is said to be out of reach, and such a bound is seldom missed", () => {
    const key = noiseKey(3, 1);
    let said = 0;
    let missed = 0;
    for (let token = 0; token < 20_000; token++) {
      const noise = gumbelNoise(key, token);
      for (const bound of [noise - 1e-9, noise - 1, 0]) if (bound < noise && !mayExceed(key, token, bound)) missed++;
      if (mayExceed(key, token, 6)) said++;
    }
    expect(missed).toBe(0);
    // 20,000 · e^−6 is 50; whole powers of two let at most twice as many through.
    expect(said).toBeLessThan(150);
    for (const bound of [23, 64, 1000, Number.POSITIVE_INFINITY]) expect(mayExceed(key, 7, bound)).toBe(false);
  });
});

describe("distribution", () => {
  it("weighs tokens by their probability, at any temperature", () =>
    fc.assert(
      fc.property(logitsArbitrary, fc.constantFrom(0.2, 0.7, 1, 1.8), (logits, temperature) => {
        const { topToken, topLogit } = likeliest(logits);
        expect(topLogit).toBe(Math.max(...logits));
        expect(topToken).toBe(logits.indexOf(topLogit));
        const total = totalWeight(logits, topLogit, temperature);
        expect(1 / total).toBeCloseTo(softmax(logits, temperature)[topToken]!, 9);
        const { total: same, expectedLogit } = temper(logits, topLogit, temperature);
        expect(same).toBe(total);
        const mean = softmax(logits, temperature).reduce((sum, share, token) => sum + share * logits[token]!, 0);
        expect(expectedLogit).toBeCloseTo(mean, 9);
      }),
    ));

  it("survives logits whose exponentials would overflow", () => {
    const { logprob } = sampleToken(Float32Array.of(1000, 1000), { temperature: 0, topP: 1, seed: 0 }, 0);
    expect(logprob).toBeCloseTo(-Math.LN2, 9);
  });

  it("finds the smallest nucleus", () => {
    const logits = Float32Array.from([0.5, 0.3, 0.15, 0.05], Math.log);
    const { total } = temper(logits, logits[0]!, 1);
    const floorOf = (topP: number) => Math.exp(nucleusFloor(logits, logits[0]!, 1, { topP, total }));
    expect(floorOf(0.4)).toBeCloseTo(0.5, 5);
    expect(floorOf(0.7)).toBeCloseTo(0.3, 5);
    expect(floorOf(0.9)).toBeCloseTo(0.15, 5);
    expect(nucleusFloor(logits, logits[0]!, 1, { topP: 1, total })).toBe(Number.NEGATIVE_INFINITY);
  });

  it("expects the negative entropy at temperature 1, and nothing of what cannot be drawn", () => {
    const logits = Float32Array.from([0.5, 0.25, 0.25, 0], Math.log);
    const { total, expectedLogit } = temper(logits, logits[0]!, 1);
    expect(total).toBeCloseTo(2, 6);
    expect(expectedLogit).toBeCloseTo(-1.5 * Math.LN2, 6);
  });

  it("weighs as the exponential does, and nothing that cannot count", () => {
    for (let power = 0; power > -60; power -= 0.0137) expect(weight(power) / Math.exp(power)).toBeCloseTo(1, 13);
    expect(weight(0)).toBe(1);
    expect(weight(-61)).toBe(0);
    expect(weight(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(weight(Number.NaN)).toBeNaN();
  });
});

describe("sampler", () => {
  it("draws each token as often as its probability says", () => {
    const logits = Float32Array.of(1, 0.5, 0, -1, -2);
    for (const temperature of [0.6, 1, 1.5]) {
      const counts = new Array<number>(5).fill(0);
      const draws = 20_000;
      for (let seed = 0; seed < draws; seed++)
        counts[sampleToken(logits, { temperature, topP: 1, seed }, seed % 7).id]!++;
      for (const [token, probability] of softmax(logits, temperature).entries()) {
        // Four standard deviations of a binomial count.
        const tolerance = 4 * Math.sqrt(draws * probability * (1 - probability));
        expect(Math.abs(counts[token]! - draws * probability)).toBeLessThan(tolerance);
      }
    }
  });

  it("draws from the nucleus only, and greedily at temperature 0", () => {
    const logits = Float32Array.from([0.5, 0.3, 0.15, 0.05], Math.log);
    const drawn = new Set<number>();
    for (let seed = 0; seed < 500; seed++) drawn.add(sampleToken(logits, { temperature: 1, topP: 0.7, seed }, 0).id);
    expect([...drawn].sort()).toEqual([0, 1]);
    expect(sampleToken(logits, { temperature: 0, topP: 1, seed: 3 }, 0).id).toBe(0);
  });

  it("gives the drawn token no gap and every other one a gap", () =>
    fc.assert(
      fc.property(logitsArbitrary, settingsArbitrary, fc.nat(500), (logits, settings, position) => {
        const drawn = sampleToken(logits, settings, position);
        for (let token = 0; token < logits.length; token++) {
          const score = scoreToken(logits, token, settings, position);
          if (token === drawn.id) {
            expect(score.samplingGap).toBe(0);
            expect(score.logprob).toBe(drawn.logprob);
          } else expect(score.samplingGap).toBeGreaterThanOrEqual(0);
        }
      }),
    ));

  it("has gaps that bound the error in the logits which explains them", () =>
    fc.assert(
      fc.property(
        logitsArbitrary,
        fc.nat(2 ** 32 - 1),
        fc.float({ min: 0, max: 0.25, noNaN: true }),
        (logits, seed, error) => {
          const settings = { temperature: 1, topP: 1, seed };
          const blurred = logits.map((logit, token) => logit + (token % 2 === 0 ? error : -error));
          const { id } = sampleToken(blurred, settings, 0);
          expect(scoreToken(logits, id, settings, 0).samplingGap).toBeLessThanOrEqual(2 * error + 1e-4);
        },
      ),
    ));

  it("expects the likeliest token at temperature 0", () => {
    const score = scoreToken(Float32Array.of(1, 3, 2), 0, { temperature: 0, topP: 1, seed: 0 }, 0);
    expect(score.expectedLogprob).toBe(score.topLogprob);
  });

  it("ranks from 1", () => {
    const scores = [0, 1, 2].map((token) =>
      scoreToken(Float32Array.of(1, 3, 2), token, { temperature: 0, topP: 1, seed: 0 }, 0),
    );
    expect(scores.map((score) => score.rank)).toEqual([3, 1, 2]);
    expect(scores[0]!.samplingGap).toBeCloseTo(2, 6);
  });
});
