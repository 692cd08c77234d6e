import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BurnRule,
  burnDecayFactor,
  DEFAULT_BURN_INCREASE_MULT,
  decayBurn,
  nextBurn,
  raiseBurn,
  U64F64,
} from "../../src/index.js";

const rule = (overrides: Partial<BurnRule> = {}): BurnRule => ({
  minBurn: 0n,
  maxBurn: 10n ** 11n,
  burnHalfLife: 360,
  burnIncreaseMult: DEFAULT_BURN_INCREASE_MULT,
  ...overrides,
});

function decayFor(blocks: number, start: bigint, burnHalfLife: number): bigint {
  let burn = start;
  for (let block = 0; block < blocks; block += 1) burn = decayBurn(burn, rule({ burnHalfLife }));
  return burn;
}

// economics.md 5.2; economics.md 9.7, cases 64–68
describe("the price of a registration", () => {
  it.each([
    [1, 2147483648n],
    [2, 3037000500n],
    [360, 4286705684n],
    [1000, 4291991283n],
    [36_100, 4294884830n],
  ])("keeps, at a half-life of %d, %d of 2^32 per block", (halfLife, factor) => {
    expect(burnDecayFactor(halfLife)).toBe(factor);
  });

  it("decays at a half-life of 2", () => {
    expect([1, 2, 3, 4].map((blocks) => decayFor(blocks, 1024n, 2))).toEqual([724n, 511n, 361n, 255n]);
  });

  it("decays at a half-life of 1000", () => {
    expect([decayFor(1, 2000n, 1000), decayFor(1, 1000n, 1000)]).toEqual([1998n, 999n]);
  });

  it("decays at the default half-life", () => {
    expect([1, 10, 60, 180, 360].map((blocks) => decayFor(blocks, 10n ** 9n, 360))).toEqual([
      998_076_443n,
      980_930_083n,
      890_898_688n,
      707_106_704n,
      499_999_865n,
    ]);
  });

  it("rises by 1.26 per registration", () => {
    let burn = 10n ** 9n;
    const prices = [1, 2, 3, 4].map(() => {
      burn = raiseBurn(burn, rule());
      return burn;
    });
    // The multiplier is below 1.26 by less than 2^-64, which the floor turns into one rao now and then.
    const exact = [1_260_000_000n, 1_587_600_000n, 2_000_376_000n, 2_520_473_760n];
    expect(prices.every((price, index) => exact[index]! - price <= 2n && price <= exact[index]!)).toBe(true);
  });

  it("stays between the minimum and the maximum", () => {
    expect(decayBurn(1n, rule({ minBurn: 100_000n }))).toBe(100_000n);
    expect(raiseBurn(149_999n, rule({ maxBurn: 150_000n }))).toBe(150_000n);
  });

  it("does not fall by a registration, nor decay without a half-life", () => {
    const still = rule({ burnHalfLife: 0, burnIncreaseMult: U64F64.one / 2n });
    expect(nextBurn(12_345n, still, 3)).toBe(12_345n);
  });

  it("is bounded whatever happens", () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, (1n << 64n) - 1n),
        fc.nat(20),
        fc.integer({ min: 1, max: 36_100 }),
        (burn, count, half) => {
          const bounded = rule({ minBurn: 500_000n, burnHalfLife: half });
          const next = nextBurn(burn, bounded, count);
          expect(next >= bounded.minBurn && next <= bounded.maxBurn).toBe(true);
        },
      ),
    );
  });
});
