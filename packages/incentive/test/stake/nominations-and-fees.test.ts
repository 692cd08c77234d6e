import { describe, expect, it } from "vitest";
import { feeInAlpha, isDust, nominatorMinimum, transactionFee, U64F64 } from "../../src/index.js";

const half = U64F64.one >> 1n;

// economics.md 4.7
describe("the least nomination", () => {
  it("is a multiple of the least stake, in alpha", () => {
    expect(nominatorMinimum({ factor: 0n, price: half })).toBe(0n);
    expect(nominatorMinimum({ factor: 10_000_000n, price: U64F64.one })).toBe(20_000_000n);
    expect(nominatorMinimum({ factor: 10_000_000n, price: half })).toBe(40_000_000n);
    expect(nominatorMinimum({ factor: 10_000_000n, price: 0n })).toBe(0n);
  });

  it("spares what is at it, and nothing at all", () => {
    const rule = { factor: 10_000_000n, price: half };
    expect([0n, 1n, 39_999_999n, 40_000_000n].map((value) => isDust({ ...rule, value }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

// economics.md 4.9
describe("the fee of a transaction", () => {
  it("counts time, bytes and tip", () => {
    expect(transactionFee({ refTime: 1_000_000_000n, length: 0 })).toBe(500_000n);
    expect(transactionFee({ refTime: 1_999n, length: 140, tip: 7n })).toBe(147n);
    expect(transactionFee({ refTime: 2_000n, length: 140 })).toBe(141n);
  });

  it("in alpha is no more than the stake", () => {
    expect(feeInAlpha(1001n, half, 10n ** 9n)).toBe(2002n);
    expect(feeInAlpha(1001n, half, 5n)).toBe(5n);
    expect(feeInAlpha(1n, 0n, 77n)).toBe(77n);
  });
});
