import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxUpscale } from "../../src/index.js";
import { maxUpscaleBits } from "../../src/weights/max-upscale.js";

// yuma.md 9.2
describe("maxUpscale", () => {
  it.each([
    [[], []],
    [
      [0, 1, 65534],
      [0, 1, 65535],
    ],
    [
      [0, 1, 2, 3, 4, 65533, 65535],
      [0, 1, 2, 3, 4, 65533, 65535],
    ],
    [[1], [65535]],
    [[65534], [65535]],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [43690, 21845],
      [65535, 32768],
    ],
    [
      [100, 200, 300],
      [21845, 43690, 65535],
    ],
    [
      [10, 20, 30, 40],
      [16384, 32768, 49151, 65535],
    ],
    [
      [7, 3, 2],
      [65535, 28086, 18724],
    ],
    [
      [16384, 5, 3],
      [65535, 20, 12],
    ],
    [
      [32768, 1],
      [65535, 2],
    ],
    [
      [32769, 1, 2, 16384],
      [65535, 2, 4, 32767],
    ],
    [
      [40000, 20000, 10000, 1],
      [65535, 32767, 16384, 2],
    ],
  ])("of %j is %j", (weights, expected) => {
    expect([...maxUpscale(weights)]).toEqual(expected);
  });

  it.each([
    [
      [0, 0.000016, 1],
      [0, 1, 65535],
    ],
    [
      [0.000001, 0.000006, 0.000007, 0.0001, 0.001, 0.01, 0.1, 0.2, 0.3, 0.4],
      [0, 1, 1, 16, 164, 1638, 16384, 32768, 49151, 65535],
    ],
    [
      [0, 0.5, 1, 1.5, 2, 32768],
      [0, 1, 2, 3, 4, 65535],
    ],
    [
      [0, 0.5, 1, 1.5, 2, 32768, 32769],
      [0, 1, 2, 3, 4, 65533, 65535],
    ],
  ])("of the fractions %j is %j", (weights, expected) => {
    expect([...maxUpscaleBits(weights.map((weight) => BigInt(Math.round(weight * 2 ** 32))))]).toEqual(expected);
  });

  it("has the largest at 65535, and does nothing twice", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 1 }), (weights) => {
        const once = maxUpscale(weights);
        expect(Math.max(...once)).toBe(weights.some((weight) => weight > 0) ? 65_535 : 0);
        expect(maxUpscale(once)).toEqual(once);
      }),
    );
  });
});
