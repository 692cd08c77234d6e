import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_FEE_RATE,
  DEFAULT_QUOTE_WEIGHT,
  feeOf,
  type Pool,
  priceInRao,
  priceLimit,
  priceOf,
  QUINTILLION,
  simulateSwapAlphaForTao,
  simulateSwapTaoForAlpha,
  swapAlphaForTao,
  swapTaoForAlpha,
} from "../../src/index.js";

const TRILLION = 10n ** 12n;
const pool = (subnetTao: bigint, subnetAlphaIn: bigint, quoteWeight = DEFAULT_QUOTE_WEIGHT): Pool => ({
  subnetMechanism: 1,
  subnetTao,
  subnetAlphaIn,
  quoteWeight,
  feeRate: DEFAULT_FEE_RATE,
});
const weight = (hundredths: bigint): bigint => (QUINTILLION * hundredths) / 100n;

// economics.md 9.3, cases 19–31
describe("swaps at the default fee", () => {
  const quarter = pool(10n ** 9n, 4n * 10n ** 9n);

  it.each([
    [1000n, 1000n, 0n, 3_999n],
    [2000n, 1999n, 1n, 7_995n],
    [123_456n, 123_394n, 62n, 493_515n],
    [10n ** 9n, 999_496_453n, 503_547n, 1_999_496_326n],
    [10n ** 10n, 9_994_964_523n, 5_035_477n, 3_636_197_098n],
  ])("buys with %d", (amount, paidIn, fee, paidOut) => {
    expect(swapTaoForAlpha(quarter, amount)).toEqual({
      paidIn,
      fee,
      paidOut,
      leftover: 0n,
      subnetTao: quarter.subnetTao + paidIn,
      subnetAlphaIn: quarter.subnetAlphaIn - paidOut,
    });
  });

  it.each([
    [1000n, 249n],
    [2000n, 499n],
    [123_456n, 30_847n],
  ])("sells %d for %d", (amount, paidOut) => {
    expect(swapAlphaForTao(quarter, amount).paidOut).toBe(paidOut);
  });

  it.each([
    ["even", pool(10n ** 10n, 5n * 10n ** 9n), 454_337_367n, 1_665_967_237n],
    ["0.45", pool(TRILLION, 4n * TRILLION, weight(45n)), 3_268_109_877n, 305_316_925n],
    ["0.55", pool(TRILLION, 4n * TRILLION, weight(55n)), 4_881_006_293n, 204_396_026n],
  ])("trades 10^9 both ways at weight %s", (_, of, bought, sold) => {
    expect(swapTaoForAlpha(of, 10n ** 9n).paidOut).toBe(bought);
    expect(swapAlphaForTao(of, 10n ** 9n).paidOut).toBe(sold);
  });

  it("sells into a large pool", () => {
    const { paidOut, fee } = swapAlphaForTao(pool(3_896_056_559_708n, 128_011_331_299_964n), 111_180_000_000n);
    expect({ paidOut, fee }).toEqual({ paidOut: 3_379_153_550n, fee: 55_984_435n });
  });

  it("stops at a price limit", () => {
    const even = pool(TRILLION, TRILLION);
    expect(swapTaoForAlpha(even, 10n ** 11n, { priceLimit: priceLimit(1_100_000_000n) })).toMatchObject({
      paidIn: 48_808_848_170n,
      fee: 24_589_966n,
      paidOut: 46_537_410_754n,
      leftover: 10n ** 11n - 48_808_848_170n - 24_589_966n,
    });
    expect(swapAlphaForTao(even, 10n ** 11n, { priceLimit: priceLimit(900_000_000n) })).toMatchObject({
      paidIn: 54_092_553_389n,
      fee: 27_251_904n,
      paidOut: 51_316_701_949n,
    });
  });

  it.each([
    [1985n, 0n],
    [1986n, 1n],
    [10n ** 9n, 503_547n],
  ])("charges %d a fee of %d", (amount, fee) => {
    expect(feeOf(amount, DEFAULT_FEE_RATE)).toBe(fee);
  });

  // economics.md 9.7, case 71: the alpha that registering for 1 TAO buys from a new subnet's pool.
  it("buys for a registration", () => {
    expect(swapTaoForAlpha(pool(TRILLION, TRILLION), 10n ** 9n)).toMatchObject({
      fee: 503_547n,
      paidOut: 998_498_457n,
      subnetTao: TRILLION + 999_496_453n,
    });
  });
});

describe("refused swaps", () => {
  const even = pool(TRILLION, TRILLION);

  it.each([
    ["SwapInputTooLarge", () => swapTaoForAlpha(even, 1001n * TRILLION)],
    ["ReservesTooLow", () => swapTaoForAlpha(pool(TRILLION, 999_999n), 10n ** 9n)],
    [
      "ReservesTooLow",
      () => swapAlphaForTao(pool(TRILLION, 4n * TRILLION), 1n, { dropFees: true, minimumReserve: 0n }),
    ],
    ["PriceLimitExceeded", () => swapTaoForAlpha(even, 10n ** 9n, { priceLimit: priceLimit(10n ** 9n) })],
    ["PriceLimitExceeded", () => swapAlphaForTao(even, 10n ** 9n, { priceLimit: priceLimit(10n ** 9n) })],
  ])("%s", (name, run) => {
    expect(run).toThrow(expect.objectContaining({ data: { code: `incentive/${name}`, name } }));
  });

  it.each([-1n, 1n << 64n])("an amount of %d", (amount) => {
    for (const swap of [swapTaoForAlpha, swapAlphaForTao]) {
      expect(() => swap(even, amount)).toThrow(expect.objectContaining({ code: "incentive/out_of_range" }));
    }
  });

  it("simulate to zeros", () => {
    expect(Object.values(simulateSwapTaoForAlpha(even, 1001n * TRILLION))).toEqual([0n, 0n, 0n, 0n, 0n, 0n]);
  });
});

describe("any swap", () => {
  const reserve = fc.bigInt(10n ** 12n, 10n ** 15n);
  const anyPool = fc
    .tuple(reserve, reserve, fc.bigInt(20n, 80n))
    .map(([tao, alpha, hundredths]) => pool(tao, alpha, weight(hundredths)));
  const amount = fc.bigInt(10n ** 8n, 10n ** 11n);

  it("conserves TAO and alpha, and moves the price the right way", () => {
    fc.assert(
      fc.property(anyPool, amount, (of, tao) => {
        const swap = swapTaoForAlpha(of, tao);
        expect(swap.paidIn + swap.fee + swap.leftover).toBe(tao);
        expect(swap.subnetTao).toBe(of.subnetTao + swap.paidIn);
        expect(swap.subnetAlphaIn + swap.paidOut).toBe(of.subnetAlphaIn);
        expect(priceOf({ ...of, ...swap })).toBeGreaterThanOrEqual(priceOf(of));
      }),
      { numRuns: 50 },
    );
  });

  it("leaves no profit in buying and selling again", () => {
    fc.assert(
      fc.property(anyPool, amount, (of, tao) => {
        const bought = swapTaoForAlpha(of, tao);
        const sold = swapAlphaForTao({ ...of, ...bought }, bought.paidOut, { dropFees: true });
        // Powers are cut at 10^-18, which can round in the trader's favour by that share of the reserve.
        expect(sold.paidOut).toBeLessThanOrEqual(bought.paidIn + bought.subnetTao / 10n ** 15n + 2n);
      }),
      { numRuns: 50 },
    );
  });
});

describe("subnets without a curve", () => {
  const stable = { ...pool(0n, 0n), subnetMechanism: 0 };

  it("trade 1:1, without fee or checks", () => {
    expect(priceInRao(priceOf(stable))).toBe(10n ** 9n);
    expect(swapTaoForAlpha(stable, 7n)).toMatchObject({ paidIn: 7n, paidOut: 7n, fee: 0n, subnetTao: 7n });
    expect(simulateSwapAlphaForTao(stable, 7n)).toMatchObject({ alphaAmount: 7n, taoAmount: 7n, taoSlippage: 0n });
  });

  it("have a price of 1 even without alpha, where a curve says 0", () => {
    expect(priceOf(stable)).toBe(1n << 64n);
    expect(priceOf(pool(TRILLION, 0n))).toBe(0n);
  });
});
