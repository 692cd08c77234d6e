import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_QUOTE_WEIGHT,
  initialWeight,
  injectionWeight,
  priceInRao,
  priceOf,
  QUINTILLION,
  U64F64,
} from "../../src/index.js";

const T = 10n ** 12n;
const curve = { subnetTao: T, subnetAlphaIn: 4n * T, quoteWeight: DEFAULT_QUOTE_WEIGHT };

// economics.md 9.3, cases 32–35
describe("injectionWeight", () => {
  it.each([
    [10n ** 9n, 0n, 500_249_875_062_468_765n],
    [0n, 10n ** 9n, 499_937_507_811_523_559n],
    [10n ** 9n, 4n * 10n ** 9n, 500_000_000_000_000_000n],
    [1_234_567n, 2_432_765_890n, 499_848_306_996_458_184n],
  ])("after %d TAO-rao and %d alpha-rao is %d", (tao, alpha, expected) => {
    expect(injectionWeight(curve, tao, alpha)).toBe(expected);
  });

  it("refuses what would leave a side under a hundredth", () => {
    expect(injectionWeight(curve, 99n * T, 0n)).toBeUndefined();
    expect(injectionWeight(curve, 98n * T, 0n)).toBe((QUINTILLION * 99n) / 100n);
  });

  it("keeps the price to a rao", () => {
    const amount = fc.bigInt(0n, 10n ** 11n);
    fc.assert(
      fc.property(amount, amount, (tao, alpha) => {
        const quoteWeight = injectionWeight(curve, tao, alpha)!;
        const before = priceInRao(priceOf({ subnetMechanism: 1, ...curve }));
        const after = { subnetTao: curve.subnetTao + tao, subnetAlphaIn: curve.subnetAlphaIn + alpha, quoteWeight };
        const difference = priceInRao(priceOf({ subnetMechanism: 1, ...after })) - before;
        expect(difference >= -1n && difference <= 1n).toBe(true);
      }),
    );
  });
});

describe("initialWeight", () => {
  it("makes a pool start at a price", () => {
    expect(initialWeight(curve, U64F64.ratio(1n, 4n))).toBe(DEFAULT_QUOTE_WEIGHT);
    expect(initialWeight({ subnetTao: T, subnetAlphaIn: T }, U64F64.fromInteger(3n))).toBe(QUINTILLION / 4n);
  });

  it("refuses a price that no weight gives", () => {
    const code = "incentive/ReservesOutOfBalance";
    expect(() => initialWeight(curve, U64F64.fromInteger(100n))).toThrow(expect.objectContaining({ code }));
    expect(() => initialWeight({ subnetTao: 0n, subnetAlphaIn: 0n }, U64F64.one)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
