import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile } from "../../src/forecast/normal.js";
import { gaussian, randomSource } from "../../src/forecast/random-source.js";
import { fairSampleCrps, normalCrps, pinballLoss, quantileCrps, sampleCrps } from "../../src/index.js";

interface Vectors {
  readonly samples: { samples: number[]; outcome: number; properscoring: number; fair: number; nrg: number }[];
  readonly normals: { mean: number; deviation: number; outcome: number; properscoring: number; scoringrules: number }[];
  readonly quantiles: {
    levels: number[];
    quantiles: number[];
    outcome: number;
    pinball: number[];
    crps_quantile: number;
  }[];
}

// How they were made: vectors/make-crps-vectors.py.
const vectors = JSON.parse(readFileSync(new URL("vectors/crps.json", import.meta.url), "utf8")) as Vectors;
const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

describe("CRPS equals properscoring and scoringrules to 1e-9", () => {
  it.each(vectors.samples.map((one) => [one.samples.length, one.outcome, one] as const))(
    "%i samples, outcome %f",
    (_, outcome, { samples, properscoring, fair, nrg }) => {
      near(sampleCrps(samples, outcome), properscoring);
      near(sampleCrps(samples, outcome), nrg);
      near(fairSampleCrps(samples, outcome), fair);
    },
  );
  it.each(vectors.normals.map((one) => [one.outcome, one] as const))(
    "normal, outcome %f",
    (outcome, { mean, deviation, properscoring, scoringrules }) => {
      near(normalCrps(mean, deviation, outcome), properscoring);
      near(normalCrps(mean, deviation, outcome), scoringrules);
    },
  );
  it.each(vectors.quantiles.map((one) => [one.levels.length, one.outcome, one] as const))(
    "%i quantiles, outcome %f",
    (count, outcome, { levels, quantiles, pinball, crps_quantile }) => {
      for (const [k, level] of levels.entries()) near(pinballLoss(quantiles[k]!, level, outcome), pinball[k]!);
      near((2 * pinball.reduce((sum, value) => sum + value, 0)) / count, crps_quantile);
      // Ours gives the outermost levels the tails, too: equal but for these.
      const inner = levels.map((_, k) => (k === 0 || k === count - 1 ? 1.5 : 1) / (count + 1));
      near(quantileCrps(quantiles, levels, outcome), 2 * pinball.reduce((sum, value, k) => sum + inner[k]! * value, 0));
    },
  );
});

describe("CRPS", () => {
  const samplesOf = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 40 });
  const number = fc.double({ min: -100, max: 100, noNaN: true });

  it("moves and scales with its numbers, and does not depend on their order", () => {
    fc.assert(
      fc.property(samplesOf, number, number, fc.double({ min: 0.1, max: 10, noNaN: true }), (samples, x, by, times) => {
        const plain = sampleCrps(samples, x);
        const moved = samples.map((value) => times * value + by).reverse();
        expect(sampleCrps(moved, times * x + by)).toBeCloseTo(times * plain, 8);
        expect(plain).toBeGreaterThanOrEqual(-1e-9);
        expect(fairSampleCrps(samples, x)).toBeLessThanOrEqual(plain + 1e-9);
      }),
    );
  });

  it("is the distance for a forecast without doubt", () => {
    expect(sampleCrps([2, 2, 2], 5)).toBeCloseTo(3, 12);
    expect(normalCrps(2, 0, 5)).toBe(3);
  });

  it("of many quantiles and of many samples of a normal law is the analytic one", () => {
    const levels = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
    const quantiles = levels.map((level) => 1 + 2 * normalQuantile(level));
    for (const x of [-4, 0, 1, 2.5]) {
      expect(quantileCrps(quantiles, levels, x)).toBeCloseTo(normalCrps(1, 2, x), 2);
      expect(sampleCrps(quantiles, x)).toBeCloseTo(normalCrps(1, 2, x), 2);
    }
  });

  it("is proper: no other law does better than the true one in expectation", () => {
    const random = randomSource(3);
    const outcomes = Array.from({ length: 20_000 }, () => 0.3 + 1.5 * gaussian(random));
    const levels = [0.05, 0.25, 0.5, 0.75, 0.95];
    const mean = (of: (x: number) => number) => outcomes.reduce((sum, x) => sum + of(x), 0) / outcomes.length;
    const quantilesOf = (m: number, s: number) => levels.map((level) => m + s * normalQuantile(level));
    const wrong: [number, number][] = [
      [0.3, 0.9],
      [0.3, 2.4],
      [-0.3, 1.5],
      [0.9, 1.5],
      [0.3, 0],
    ];
    for (const [m, s] of wrong) {
      expect(mean((x) => normalCrps(0.3, 1.5, x))).toBeLessThan(mean((x) => normalCrps(m, s, x)));
      expect(mean((x) => quantileCrps(quantilesOf(0.3, 1.5), levels, x))).toBeLessThan(
        mean((x) => quantileCrps(quantilesOf(m, s), levels, x)),
      );
    }
  });

  it("stands on a normal law that inverts", () => {
    for (const level of [1e-9, 1e-4, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9]) {
      expect(normalCdf(normalQuantile(level))).toBeCloseTo(level, 12);
    }
  });
});
