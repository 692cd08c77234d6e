import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockEmission, MAX_SUPPLY } from "../../src/index.js";

// economics.md 9.1, cases 1–8
describe("blockEmission", () => {
  it.each([
    [0n, 1_000_000_000n],
    [10_499_999_999_999_999n, 1_000_000_000n],
    [10_500_000_000_000_000n, 500_000_000n],
    [15_749_999_999_999_999n, 500_000_000n],
    [15_750_000_000_000_000n, 250_000_000n],
    [18_375_000_000_000_000n, 125_000_000n],
    [19_687_500_000_000_000n, 62_500_000n],
    [20_343_750_000_000_000n, 31_250_000n],
    [20_999_999_999_999_999n, 0n],
    [21_000_000_000_000_000n, 0n],
  ])("at an issuance of %d is %d", (issuance, emission) => {
    expect(blockEmission(issuance)).toBe(emission);
  });

  it("refuses what is not a u64", () => {
    expect(() => blockEmission(-1n)).toThrow(expect.objectContaining({ code: "incentive/out_of_range" }));
  });

  it("never rises, and never mints beyond the maximum supply", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, MAX_SUPPLY * 2n), fc.bigInt(0n, MAX_SUPPLY), (issuance, more) => {
        const emission = blockEmission(issuance);
        expect(blockEmission(issuance + more)).toBeLessThanOrEqual(emission);
        if (issuance <= MAX_SUPPLY) expect(issuance + emission).toBeLessThanOrEqual(MAX_SUPPLY);
      }),
    );
  });
});
