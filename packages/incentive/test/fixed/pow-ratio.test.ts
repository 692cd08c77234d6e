import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integerRoot, powRatio } from "../../src/fixed/pow-ratio.js";

const Q = 10n ** 18n;
const SUPPLY = 21n * 10n ** 15n;

// economics.md 9.2, cases 9–12
describe("powRatio", () => {
  it.each([
    ["the exact path", SUPPLY, SUPPLY + 100n, Q / 2n, Q / 2n, 999_999_999_999_995_238n],
    [
      "the series path",
      SUPPLY,
      SUPPLY + 100n,
      499_999_999_999_500_000n,
      500_000_000_000_500_000n,
      999_999_999_999_995_238n,
    ],
    ["a tiny step", SUPPLY, SUPPLY + 1n, 499_999_999_500_000_000n, 500_000_000_500_000_000n, 999_999_999_999_999_952n],
    ["a large step", SUPPLY, 28n * 10n ** 15n, 6n * 10n ** 17n, 4n * 10n ** 17n, 649_519_052_838_328_985n],
  ])("%s", (_, bn, bd, en, ed, expected) => {
    expect(powRatio({ base: [bn, bd], exponent: [en, ed], precision: 256, scale: Q })).toBe(expected);
  });

  it("answers the corner cases as the chain does", () => {
    const at = (base: [bigint, bigint], exponent: [bigint, bigint]) =>
      powRatio({ base, exponent, precision: 256, scale: Q });
    expect(at([1n, 0n], [1n, 1n])).toBeUndefined();
    expect(at([1n, 2n], [1n, 0n])).toBeUndefined();
    expect(at([0n, 2n], [1n, 1n])).toBe(0n);
    expect(at([5n, 2n], [0n, 3n])).toBe(Q);
  });

  it("takes exact roots of high degree", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 1n << 200n), fc.bigInt(1n, 1024n), (value, degree) => {
        const root = integerRoot(value, degree);
        expect(root ** degree <= value && value < (root + 1n) ** degree).toBe(true);
      }),
    );
  });

  it("agrees on both paths to a unit", () => {
    // Far outside these ranges the chain's series does not converge within its terms.
    const weights = fc.bigInt(20n, 80n);
    fc.assert(
      fc.property(fc.bigInt(10n ** 14n, 10n ** 15n), fc.bigInt(1n, 10n ** 15n), weights, (reserve, paid, weight) => {
        const base = [reserve, reserve + paid] as const;
        const exact = powRatio({ base, exponent: [weight, 100n - weight], precision: 256, scale: Q })!;
        // The same exponent to 18 digits, off by so little that the result moves by less than a unit per 10^18.
        const exponent = [weight * 10n ** 40n + 1n, (100n - weight) * 10n ** 40n] as const;
        const series = powRatio({ base, exponent, precision: 256, scale: Q })!;
        expect(exact - series).toBeGreaterThanOrEqual(-1n);
        expect(exact - series).toBeLessThanOrEqual(1n);
      }),
    );
  });
});
