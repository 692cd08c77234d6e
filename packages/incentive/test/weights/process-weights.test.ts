import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LegalWeights, maxUpscale, type ProcessWeightsInput, processWeights } from "../../src/index.js";
import { clipToLimit } from "../../src/weights/clip-to-limit.js";
import { sumFloat32 } from "../../src/weights/float32.js";
import { quantiseWeights } from "../../src/weights/quantise-weights.js";

const plain = ({ uids, weights }: LegalWeights): number[][] => [[...uids], [...weights]];
const run = (scores: number[], overrides: Partial<ProcessWeightsInput> = {}): number[][] =>
  plain(processWeights({ scores, minAllowedWeights: 1, ...overrides }));

// wallet-and-wire.md 3.6, the verified table, to the last bit of numpy 2.4
describe("clipToLimit", () => {
  const shares = Float32Array.of(0.5, 0.3, 0.1, 0.05, 0.05);

  it.each([
    [1, [0.5, 0.30000001192092896, 0.10000000149011612, 0.05000000074505806, 0.05000000074505806]],
    [0.4, [0.39999982714653015, 0.36000004410743713, 0.12000001221895218, 0.06000000610947609, 0.06000000610947609]],
    [0.25, [0.24999985098838806, 0.24999985098838806, 0.24999985098838806, 0.12500017881393433, 0.12500017881393433]],
  ])("at %d", (limit, expected) => {
    expect([...clipToLimit(shares, limit)]).toEqual(expected);
  });

  it("gives even shares where the limit allows nothing else", () => {
    expect([...clipToLimit(shares, 0.2)].map((share) => share.toFixed(6))).toEqual(new Array(5).fill("0.200000"));
    expect([...clipToLimit(new Float32Array(2), 1)]).toEqual([0.5, 0.5]);
  });
});

describe("processWeights", () => {
  it("scales to 65535 and rounds half to even", () => {
    expect(run([0.5, 0.3, 0.1, 0.05, 0.05])[1]).toEqual([65535, 39321, 13107, 6554, 6554]);
    const clipped = clipToLimit(Float32Array.of(0.5, 0.3, 0.1, 0.05, 0.05), 0.25);
    expect([...quantiseWeights([0, 1, 2, 3, 4], clipped).weights]).toEqual([65535, 65535, 65535, 32768, 32768]);
  });

  // Recorded from the Python tools' formula on numpy 2.4.
  it("equals the Python tools on 40 miners with a limit", () => {
    const shares = clipToLimit(
      Float32Array.from({ length: 40 }, (_, uid) => 1 / (uid + 1)),
      0.05,
    );
    expect(shares[0]).toBe(0.04999982565641403);
    expect(shares[7]).toBe(0.04820004478096962);
    expect(shares[39]).toBe(0.009640009142458439);
    expect([...quantiseWeights([...shares.keys()], shares).weights]).toEqual([
      65535, 65535, 65535, 65535, 65535, 65535, 65535, 63176, 56156, 50541, 45946, 42117, 38878, 36101, 33694, 31588,
      29730, 28078, 26600, 25270, 24067, 22973, 21974, 21059, 20216, 19439, 18719, 18050, 17428, 16847, 16303, 15794,
      15315, 14865, 14440, 14039, 13660, 13300, 12959, 12635,
    ]);
  });

  it("equals the Python tools on 14 scores of 40 with a minimum of 20", () => {
    const scores = Array.from({ length: 40 }, (_, uid) => (uid % 3 === 0 ? 1 / (uid + 1) : 0));
    const scored = [65535, 16385, 9363, 6555, 5042, 4097, 3450, 2980, 2623, 2342, 2115, 1929, 1772, 1640];
    const expected = scores.map((_, uid) => (uid % 3 === 0 ? scored[uid / 3]! : 1));
    expect(run(scores, { minAllowedWeights: 20 })[1]).toEqual(expected);
  });

  it("leaves out UIDs without a score, and NaN", () => {
    expect(run([0, 2, Number.NaN, 1])).toEqual([
      [1, 3],
      [65535, 32768],
    ]);
  });

  it("leaves out what rounds to zero", () => {
    expect(run([1, 1e-6])).toEqual([[0], [65535]]);
  });

  it("weighs all the same without scores, or with a minimum above the number of UIDs", () => {
    const even = [
      [0, 1, 2],
      [65535, 65535, 65535],
    ];
    expect(run([0, 0, 0])).toEqual(even);
    expect(run([3, 2, 1], { minAllowedWeights: 4 })).toEqual(even);
  });

  it("fills up to the minimum with next to nothing", () => {
    expect(run([1, 0, 0, 0], { minAllowedWeights: 3 })).toEqual([
      [0, 1, 2, 3],
      [65535, 1, 1, 1],
    ]);
  });

  it("leaves out the lowest quantile, as far as the minimum allows", () => {
    expect(run([1, 2, 3, 4], { excludeQuantile: 32_768 })[0]).toEqual([2, 3]);
    expect(run([1, 2, 3, 4], { excludeQuantile: 65_535, minAllowedWeights: 3 })[0]).toEqual([1, 2, 3]);
  });

  it("refuses a negative or infinite score", () => {
    for (const score of [-1, Infinity]) {
      expect(() => run([score])).toThrow(expect.objectContaining({ code: "incentive/out_of_range" }));
    }
  });

  it("is empty for a subnet without UIDs", () => {
    expect(run([])).toEqual([[], []]);
  });

  const scores = fc.array(fc.float({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 256 });

  it("is always legal: ascending UIDs, the largest 65535, none zero, as many as asked", () => {
    fc.assert(
      fc.property(scores, fc.nat(300), (list, minAllowedWeights) => {
        const [uids, weights] = run(list, { minAllowedWeights }) as [number[], number[]];
        expect(Math.max(...weights)).toBe(65_535);
        expect(weights.every((weight) => weight > 0)).toBe(true);
        expect(uids).toEqual([...new Set(uids)].sort((a, b) => a - b));
        expect([...maxUpscale(weights)]).toEqual(weights);
      }),
    );
  });

  it("does nothing to its own result, and follows a reversal of the UIDs", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 7 }), (weights) => {
        const top = weights.map((weight, uid) => (uid === 0 ? 65_535 : weight));
        expect(run(top)[1]).toEqual(top);
        expect(run(top.toReversed())[1]).toEqual(top.toReversed());
      }),
    );
  });
});

describe("sumFloat32", () => {
  it.each([
    [7, 9.333333015441895, 2.5928573608398438],
    [8, 12, 2.7178573608398438],
    [100, 1683.3333740234375, 5.187378406524658],
    [300, 15050, 6.282664775848389],
    [1000, 166833.328125, 7.485471725463867],
  ])("adds %d numbers to the last bit of numpy 2.4", (length, thirds, inverses) => {
    const sequence = (map: (number: number) => number) =>
      sumFloat32(Float32Array.from({ length }, (_, index) => map(index + 1)));
    expect(sequence((number) => number / 3)).toBe(thirds);
    expect(sequence((number) => 1 / number)).toBe(inverses);
  });
});
