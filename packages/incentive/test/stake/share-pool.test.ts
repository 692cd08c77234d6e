import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToAllShares,
  addToShare,
  canAddToShare,
  EMPTY_SHARE_POOL,
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  type SharePool,
  safeFloat,
  safeFloatFromU64F64,
  safeFloatToU64,
  valueOfShare,
} from "../../src/index.js";
import { mulDivSafeFloat, subSafeFloat } from "../../src/stake/safe-float.js";

type Step = readonly [who: string, delta: bigint];

/** Runs additions to shares, or to "all", on an empty pool. */
function run(steps: readonly Step[]): { pool: SharePool; worth: (who: string) => bigint } {
  const shares = new Map<string, SafeFloat>();
  let pool = EMPTY_SHARE_POOL;
  for (const [who, delta] of steps) {
    if (who === "all") {
      pool = addToAllShares(pool, delta);
      continue;
    }
    const result = addToShare(pool, shares.get(who) ?? SAFE_FLOAT_ZERO, delta);
    pool = result.pool;
    shares.set(who, result.share);
  }
  return { pool, worth: (who) => valueOfShare(pool, shares.get(who) ?? SAFE_FLOAT_ZERO) };
}

// economics.md 9.5, cases 44–50
describe("a share pool", () => {
  it.each<[string, Step[], bigint, bigint]>([
    [
      "44",
      [
        ["a", 1000n],
        ["b", 999n],
        ["all", 1_000_000n],
      ],
      501_250n,
      500_748n,
    ],
    [
      "45",
      [
        ["a", 1000n],
        ["a", -990n],
        ["b", 1000n],
        ["b", -990n],
      ],
      10n,
      10n,
    ],
    [
      "46",
      [
        ["a", 1n],
        ["all", 2_000_000_000n],
        ["b", 500_000_000n],
      ],
      2_000_000_001n,
      500_000_000n,
    ],
    [
      "47",
      [
        ["a", 1n],
        ["all", 5_000_000_000n],
        ["b", 50_000_000n],
      ],
      5_000_000_001n,
      49_999_999n,
    ],
    [
      "48",
      [
        ["a", 500_000_000n],
        ["all", 1_000_000_000n],
        ["b", 1_000_000_000n],
      ],
      1_500_000_000n,
      999_999_999n,
    ],
    [
      "49",
      [
        ["a", 100n],
        ["b", 300n],
        ["all", 200n],
        ["a", -50n],
      ],
      99n,
      449n,
    ],
  ])("holds the values of case %s", (_, steps, a, b) => {
    const { worth } = run(steps);
    expect([worth("a"), worth("b")]).toEqual([a, b]);
  });

  it("holds the totals of the cases 44, 46 and 49", () => {
    expect(
      run([
        ["a", 1000n],
        ["b", 999n],
        ["all", 1_000_000n],
      ]).pool,
    ).toEqual({
      value: 1_001_999n,
      shares: { mantissa: 199900000000000000000n, exponent: -17 },
    });
    expect(
      run([
        ["a", 1n],
        ["all", 2_000_000_000n],
        ["b", 500_000_000n],
      ]).pool.shares,
    ).toEqual({
      mantissa: 124999999987500000006n,
      exponent: -20,
    });
    expect(
      run([
        ["a", 100n],
        ["b", 300n],
        ["all", 200n],
        ["a", -50n],
      ]).pool.value,
    ).toBe(550n);
  });

  it("gives dividends on an empty pool to the first share", () => {
    expect(
      run([
        ["all", 500n],
        ["a", 10n],
      ]).worth("a"),
    ).toBe(510n);
  });

  it("knows when an addition would buy nothing", () => {
    const { pool } = run([["a", 1000n]]);
    expect(canAddToShare(EMPTY_SHARE_POOL, 1n)).toBe(true);
    expect(canAddToShare(pool, 1n)).toBe(true);
    expect(canAddToShare(pool, 0n)).toBe(false);
    expect(canAddToShare({ ...pool, value: 0n }, 1n)).toBe(false);
  });

  it("never holds more than its value in shares, and little less", () => {
    const step = fc.tuple(fc.constantFrom("a", "b", "c", "all"), fc.bigInt(1n, 10n ** 15n));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const { pool, worth } = run([["a", 10n ** 6n], ...steps]);
        const held = worth("a") + worth("b") + worth("c");
        expect(held).toBeLessThanOrEqual(pool.value + 1n);
        // Each share is floored on reading, and its units were floored when they were bought.
        expect(pool.value - held).toBeLessThanOrEqual(20n);
      }),
    );
  });
});

describe("SafeFloat", () => {
  it("divides as case 50 says", () => {
    expect(mulDivSafeFloat(safeFloat(3n), safeFloat(1n), safeFloat(7n))).toEqual({
      mantissa: 428571428571428571428n,
      exponent: -21,
    });
    expect(mulDivSafeFloat(safeFloat(3n), safeFloat(1n), SAFE_FLOAT_ZERO)).toBeUndefined();
  });

  it("has the normal form of the chain", () => {
    expect(safeFloat(1n)).toEqual({ mantissa: 10n ** 21n, exponent: -21 });
    expect(safeFloat(10n ** 20n)).toEqual({ mantissa: 10n ** 21n, exponent: -1 });
    expect(safeFloat(0n, 7)).toEqual(SAFE_FLOAT_ZERO);
  });

  it("subtracts down to zero, and nothing from nothing", () => {
    expect(subSafeFloat(safeFloat(1n), safeFloat(2n))).toEqual(SAFE_FLOAT_ZERO);
    expect(subSafeFloat(SAFE_FLOAT_ZERO, safeFloat(2n))).toBeUndefined();
  });

  it("reads shares of the older form", () => {
    expect(safeFloatFromU64F64((5n << 64n) + (1n << 63n))).toEqual(safeFloat(55n, -1));
  });

  it("keeps every u64", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 64n) - 1n), (value) => {
        expect(safeFloatToU64(safeFloat(value))).toBe(value);
      }),
    );
  });
});
