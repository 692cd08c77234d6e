import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BurnRule,
  blockEmission,
  DEFAULT_BURN_INCREASE_MULT,
  decayBurn,
  feeOf,
  I96F32,
  lockCost,
  nextMovingPrice,
  type Pool,
  priceOf,
  raiseBurn,
  rootProportion,
  swapAlphaForTao,
  swapTaoForAlpha,
  U64F64,
} from "../../src/index.js";

const reserve = fc.bigInt(10n ** 7n, 10n ** 16n);
const pools: fc.Arbitrary<Pool> = fc.record({
  subnetMechanism: fc.constant(1),
  subnetTao: reserve,
  subnetAlphaIn: reserve,
  quoteWeight: fc.constant(5n * 10n ** 17n),
  feeRate: fc.integer({ min: 0, max: 10_000 }),
});
const orders = fc.bigInt(10n ** 7n, 10n ** 10n);
/**
 * Beyond this many times the reserve that it is paid into, up to the thousand that the chain takes, the series by which it raises to
 * a power stops before it has converged, and a larger order gets less.
 */
const CONVERGES = 999n;
const u64 = fc.bigInt(0n, (1n << 64n) - 1n);

describe("pools", () => {
  /** Leaves out orders that the pool refuses. */
  const attempt = <T>(run: () => T): T => {
    try {
      return run();
    } catch {
      return fc.pre(false) as never;
    }
  };

  it("more in is no less out, at a price that is no better", () => {
    fc.assert(
      fc.property(pools, orders, orders, (pool, first, more) => {
        fc.pre(first + more <= CONVERGES * pool.subnetTao && first + more <= CONVERGES * pool.subnetAlphaIn);
        for (const swap of [swapTaoForAlpha, swapAlphaForTao]) {
          const [less, all] = attempt(() => [swap(pool, first), swap(pool, first + more)]);
          expect(all.paidOut).toBeGreaterThanOrEqual(less.paidOut);
          expect(all.fee).toBeGreaterThanOrEqual(less.fee);
        }
      }),
    );
  });

  it("a purchase never lowers the price, a sale never raises it", () => {
    fc.assert(
      fc.property(pools, orders, (pool, order) => {
        const [bought, sold] = attempt(() => [swapTaoForAlpha(pool, order), swapAlphaForTao(pool, order)]);
        expect(priceOf({ ...pool, ...bought })).toBeGreaterThanOrEqual(priceOf(pool));
        expect(priceOf({ ...pool, ...sold })).toBeLessThanOrEqual(priceOf(pool));
      }),
    );
  });

  it("nobody gains by there and back, but for the rao that rounding may give", () => {
    fc.assert(
      fc.property(pools, orders, (pool, order) => {
        const bought = attempt(() => swapTaoForAlpha(pool, order));
        const back = attempt(() => swapAlphaForTao({ ...pool, ...bought }, bought.paidOut));
        expect(back.paidOut).toBeLessThanOrEqual(order - bought.fee + 1n);
      }),
    );
  });
});

it("a block's emission never rises with issuance", () => {
  fc.assert(
    fc.property(u64, u64, (issuance, more) => {
      const later = issuance + more < 1n << 64n ? issuance + more : issuance;
      expect(blockEmission(later)).toBeLessThanOrEqual(blockEmission(issuance));
    }),
  );
});

it("fees rise with amount and rate", () => {
  fc.assert(
    fc.property(u64, fc.bigInt(0n, 10n ** 12n), fc.nat(10_000), fc.nat(100), (amount, more, rate, higher) => {
      const greater = amount + more < 1n << 64n ? amount + more : amount;
      expect(feeOf(greater, rate)).toBeGreaterThanOrEqual(feeOf(amount, rate));
      expect(feeOf(amount, rate + higher)).toBeGreaterThanOrEqual(feeOf(amount, rate));
      expect(feeOf(amount, rate)).toBeLessThanOrEqual(amount);
    }),
  );
});

it("root's proportion rises with root's TAO, falls with alpha, and is at most 1", () => {
  const rao = fc.bigInt(0n, 21n * 10n ** 15n);
  fc.assert(
    fc.property(rao, rao, u64, rao, (rootTao, alphaIssuance, taoWeight, more) => {
      const part = rootProportion({ rootTao, alphaIssuance, taoWeight });
      expect(part).toBeLessThanOrEqual(1n << 32n);
      expect(rootProportion({ rootTao: rootTao + more, alphaIssuance, taoWeight })).toBeGreaterThanOrEqual(part);
      if (part > 0n) {
        expect(rootProportion({ rootTao, alphaIssuance: alphaIssuance + more, taoWeight })).toBeLessThanOrEqual(part);
      }
    }),
  );
});

it("the price of a registration falls while nobody comes and rises when somebody does, within its bounds", () => {
  const rule: BurnRule = {
    minBurn: 500_000n,
    maxBurn: 10n ** 11n,
    burnHalfLife: 360,
    burnIncreaseMult: DEFAULT_BURN_INCREASE_MULT,
  };
  fc.assert(
    fc.property(fc.bigInt(rule.minBurn, rule.maxBurn), fc.integer({ min: 1, max: 36_100 }), (burn, burnHalfLife) => {
      const decayed = decayBurn(burn, { ...rule, burnHalfLife });
      expect(decayed <= burn && decayed >= rule.minBurn).toBe(true);
      const raised = raiseBurn(burn, rule);
      expect(raised >= burn && raised <= rule.maxBurn).toBe(true);
    }),
  );
});

it("the cost of a subnet falls from block to block, never below the least", () => {
  const input = {
    lastLockBlock: 1000,
    minLockCost: 10n ** 12n,
    lockReductionInterval: 100_800n,
    blockEmission: 10n ** 9n,
  };
  fc.assert(
    fc.property(fc.bigInt(10n ** 12n, 10n ** 15n), fc.nat(300_000), fc.nat(300_000), (lastLockCost, after, more) => {
      const [now, later] = [after, after + more].map((blocks) =>
        lockCost({ ...input, lastLockCost, currentBlock: 1000 + blocks }),
      );
      expect(later! <= now! && later! >= input.minLockCost).toBe(true);
    }),
  );
});

it("the moving price goes towards the spot price and not past it", () => {
  const price = fc.bigInt(0n, 1n << 32n);
  fc.assert(
    fc.property(price, price, fc.integer({ min: 1, max: 10_000_000 }), (movingPrice, spot, currentBlock) => {
      const input = { movingPrice, spotPrice: U64F64.from(spot, I96F32), firstEmissionBlock: 1, currentBlock };
      const next = nextMovingPrice({ ...input, movingAlpha: I96F32.one >> 1n });
      // Flooring to 2^-32 may take a unit even where the two agree.
      const [low, high] = movingPrice < spot ? [movingPrice, spot] : [spot, movingPrice];
      expect(next >= low - 1n && next <= high).toBe(true);
    }),
  );
});
