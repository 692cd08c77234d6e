import { describe, expect, it } from "vitest";
import {
  DEFAULT_FEE_RATE,
  DEFAULT_QUOTE_WEIGHT,
  maxMoveAtLimit,
  maxStakeAtLimit,
  maxUnstakeAtLimit,
  minimumStake,
  type Pool,
  swapTaoForAlpha,
} from "../../src/index.js";

const BILLION = 10n ** 9n;
const pool = (subnetTao: bigint, subnetAlphaIn: bigint, subnetMechanism = 1): Pool => ({
  subnetMechanism,
  subnetTao,
  subnetAlphaIn,
  quoteWeight: DEFAULT_QUOTE_WEIGHT,
  feeRate: DEFAULT_FEE_RATE,
});
const testRuntime = { minimumReserve: 1n };
const U64_MAX = (1n << 64n) - 1n;

// economics.md 9.4, cases 36–42
describe("limits of stake operations", () => {
  it.each([
    [10n ** 6n, 10n ** 6n, 4n * BILLION, 1_000_503n],
    [10n ** 12n, 10n ** 12n, 16n * BILLION, 3_001_511_404_231n],
    [150n * BILLION, 100n * BILLION, 1_500_000_001n, 49n],
    [150n * BILLION, 100n * BILLION, 6n * BILLION, 150_075_570_211n],
  ])("stake into %d / %d up to %d: %d", (tao, alpha, limit, expected) => {
    expect(maxStakeAtLimit(pool(tao, alpha), limit, testRuntime)).toBe(expected);
  });

  // economics.md 9.4, case 43: staking what the limit allows of 900 TAO.
  it("stake in part", () => {
    const from = pool(150n * BILLION, 100n * BILLION);
    const most = maxStakeAtLimit(from, 24n * BILLION);
    expect(Number(most) / 1e9).toBeCloseTo(450, 0);
    expect(Number(swapTaoForAlpha(from, most).paidOut) / 1e9).toBeCloseTo(75, 1);
  });

  it("refuses a limit at or below the price", () => {
    for (const limit of [1_500_000_000n, 1n]) {
      expect(() => maxStakeAtLimit(pool(150n * BILLION, 100n * BILLION), limit)).toThrow(
        expect.objectContaining({ code: "incentive/PriceLimitExceeded" }),
      );
    }
  });

  it.each([
    [500_000_000n, 100_050_380_141n],
    [1_999_999_999n, 24n],
  ])("unstake down to %d: %d", (limit, expected) => {
    expect(maxUnstakeAtLimit(pool(200n * BILLION, 100n * BILLION), limit, testRuntime)).toBe(expected);
  });

  // The suite asserts these with a tolerance; the limit's fraction is cut at 2^-64, hence a unit or so.
  it.each([
    [100_000_000n, 560n * BILLION],
    [500_000_000n, 80n * BILLION],
    [750_000_000n, 40n * BILLION],
    [1_000_000_000n, 20n * BILLION],
    [1_250_000_000n, 8n * BILLION],
  ])("move between pools down to %d: about %d", (limit, expected) => {
    const moved = maxMoveAtLimit(
      pool(150n * BILLION, 100n * BILLION),
      pool(100n * BILLION, 100n * BILLION),
      limit,
      testRuntime,
    );
    expect(Number(moved - expected)).toBeCloseTo(0, -1);
  });

  it("move between the smallest pools", () => {
    const moved = maxMoveAtLimit(pool(1n, 1n), pool(1n, 1n), 1n, testRuntime);
    expect(moved).toBeGreaterThanOrEqual(499_999_999n);
    expect(moved).toBeLessThanOrEqual(500_000_000n);
  });

  it("subnets without a curve have a price of 1", () => {
    const stable = pool(0n, 0n, 0);
    const curved = pool(150n * BILLION, 100n * BILLION);
    expect([BILLION, BILLION - 1n].map((limit) => maxStakeAtLimit(stable, limit))).toEqual([U64_MAX, 0n]);
    expect([BILLION, BILLION + 1n].map((limit) => maxUnstakeAtLimit(stable, limit))).toEqual([U64_MAX, 0n]);
    expect([BILLION, BILLION + 1n].map((limit) => maxMoveAtLimit(stable, stable, limit))).toEqual([U64_MAX, 0n]);
    expect(maxMoveAtLimit(stable, curved, 0n)).toBe(U64_MAX);
    expect(maxMoveAtLimit(stable, curved, 500_000_000n)).toBe(maxStakeAtLimit(curved, 2_000_000_000n));
    expect(maxMoveAtLimit(curved, stable, 10n ** 9n)).toBe(maxUnstakeAtLimit(curved, 10n ** 9n));
  });

  it("nothing moves beyond the limit or without reserves", () => {
    const curved = pool(150n * BILLION, 100n * BILLION);
    expect(maxMoveAtLimit(curved, pool(0n, 5n), 1n)).toBe(0n);
    expect(maxMoveAtLimit(curved, curved, BILLION + 1n)).toBe(0n);
    expect(maxMoveAtLimit(curved, curved, 0n)).toBe(U64_MAX);
  });
});

// economics.md 4.3, check 4
it("the least stake includes the fee on it", () => {
  expect(minimumStake(pool(BILLION, BILLION))).toBe(2_001_007n);
  expect(minimumStake(pool(BILLION, BILLION, 0))).toBe(2_000_000n);
});
