import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  averagePrecision,
  brierScore,
  calibrationOf,
  type ImageDetections,
  logScore,
  sphericalScore,
} from "../../src/index.js";
import { sphericalAgreement } from "../../src/vision/metrics/proper-scores.js";

interface PlainBox {
  readonly label: string;
  readonly confidence: number;
  readonly box: readonly [number, number, number, number];
}

interface Vectors {
  readonly detections: readonly {
    readonly images: readonly { readonly truth: readonly PlainBox[]; readonly found: readonly PlainBox[] }[];
    readonly ap: number;
    readonly ap50: number;
    readonly ap75: number;
    readonly byLabel: Readonly<Record<string, number>>;
  }[];
  readonly distributions: readonly {
    readonly probabilities: readonly number[];
    readonly right: number;
    readonly brier: number;
    readonly log: number;
  }[];
  readonly calibrations: readonly {
    readonly bins: number;
    readonly claims: readonly { readonly confidence: number; readonly right: boolean }[];
    readonly ece: number;
  }[];
}

const vectors: Vectors = JSON.parse(readFileSync(new URL("metric-vectors.json", import.meta.url), "utf8"));

const toBox = ({ box: [left, top, right, bottom], ...rest }: PlainBox) => ({
  ...rest,
  box: { left, top, right, bottom },
});

const PRECISION = 9;

describe("average precision equals pycocotools'", () => {
  it.each(vectors.detections.map((each, index) => [index, each] as const))(
    "on set %i",
    (_, { images, ...expected }) => {
      const detections: ImageDetections[] = images.map(({ truth, found }) => ({
        truth: truth.map(toBox),
        found: found.map(toBox),
      }));
      const { ap, ap50, ap75, byLabel } = averagePrecision(detections);
      expect(ap).toBeCloseTo(expected.ap, PRECISION);
      expect(ap50).toBeCloseTo(expected.ap50, PRECISION);
      expect(ap75).toBeCloseTo(expected.ap75, PRECISION);
      expect([...byLabel.keys()].sort()).toEqual(Object.keys(expected.byLabel).sort());
      for (const [label, value] of byLabel) expect(value).toBeCloseTo(expected.byLabel[label]!, PRECISION);
    },
  );

  it("says nothing where there is nothing to find", () => {
    expect(averagePrecision([{ truth: [], found: [] }])).toMatchObject({ ap: undefined, ap50: undefined });
  });
});

describe("proper scores", () => {
  it("equal scikit-learn's", () => {
    for (const { probabilities, right, brier, log } of vectors.distributions) {
      expect(brierScore(probabilities, right)).toBeCloseTo(brier, PRECISION);
      expect(logScore(probabilities, right)).toBeCloseTo(log, PRECISION);
    }
  });

  const distribution = (size: number) =>
    fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: size, maxLength: size }).map((weights) => {
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return weights.map((weight) => weight / sum);
    });
  const pairs = fc.integer({ min: 2, max: 12 }).chain((size) => fc.tuple(distribution(size), distribution(size)));
  const expected = (
    score: (p: readonly number[], right: number) => number,
    report: readonly number[],
    belief: readonly number[],
  ) => belief.reduce((sum, chance, right) => sum + chance * score(report, right), 0);

  it.each([
    ["Brier", (p: readonly number[], right: number) => -brierScore(p, right)],
    ["log", (p: readonly number[], right: number) => -logScore(p, right)],
    ["spherical", sphericalScore],
  ])("%s: no report is better on average than what one believes", (_, score) => {
    fc.assert(
      fc.property(pairs, ([belief, report]) => {
        expect(expected(score, belief, belief)).toBeGreaterThanOrEqual(expected(score, report, belief) - 1e-12);
      }),
    );
  });

  it("agreement is the expected spherical score as a share of the best", () => {
    fc.assert(
      fc.property(pairs, ([belief, report]) => {
        const share = expected(sphericalScore, report, belief) / expected(sphericalScore, belief, belief);
        expect(sphericalAgreement(report, belief)).toBeCloseTo(share, 9);
      }),
    );
  });

  it("leave an even guess among 12 labels 1/√12, and a sure mistake nothing", () => {
    expect(sphericalScore(Array(12).fill(1 / 12), 3)).toBeCloseTo(1 / Math.sqrt(12), 12);
    expect(sphericalScore([1, 0, 0], 1)).toBe(0);
    expect(sphericalScore([0, 0, 0], 1)).toBe(0);
    expect(logScore([1, 0], 1)).toBeCloseTo(-Math.log(Number.EPSILON), 12);
  });
});

describe("calibration", () => {
  it("equals numpy's reckoning, bin edges included", () => {
    for (const { bins, claims, ece } of vectors.calibrations)
      expect(calibrationOf(claims, bins).ece).toBeCloseTo(ece, PRECISION);
  });

  it("knows who says too much from who does not", () => {
    const claims = (confidence: number) =>
      Array.from({ length: 100 }, (_, index) => ({ confidence, right: index < 70 }));
    expect(calibrationOf(claims(0.7)).ece).toBeCloseTo(0, 12);
    expect(calibrationOf(claims(1)).ece).toBeCloseTo(0.3, 12);
    expect(calibrationOf([]).ece).toBe(0);
  });
});
