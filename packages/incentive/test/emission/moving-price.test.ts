import { describe, expect, it } from "vitest";
import { I96F32, nextMovingPrice, U64F64 } from "../../src/index.js";

const H = 201_600;

describe("nextMovingPrice", () => {
  // economics.md 9.6, case 61
  it("follows the spot price at half its rate after a halving time", () => {
    const input = { movingPrice: I96F32.one / 2n, spotPrice: U64F64.one, firstEmissionBlock: 1, currentBlock: H };
    expect(nextMovingPrice(input)).toBe(2_147_486_869n);
  });

  // economics.md 9.6, case 60
  it("reaches about 0.512325 by 14 steps on a subnet of 28 days, at a tenth and a price of 1", () => {
    let movingPrice = 0n;
    for (let step = 0; step < 14; step += 1) {
      movingPrice = nextMovingPrice({
        movingPrice,
        spotPrice: U64F64.one,
        firstEmissionBlock: 1,
        currentBlock: H,
        movingAlpha: I96F32.one / 10n,
      });
    }
    expect(Number(movingPrice) / 2 ** 32).toBeCloseTo(0.512325, 5);
  });

  // economics.md 2.3
  it("loses the first steps of a new subnet to its 32 fractional bits", () => {
    const after = (age: number) =>
      nextMovingPrice({ movingPrice: 0n, spotPrice: U64F64.one, firstEmissionBlock: 11, currentBlock: 10 + age });
    expect([1, 2, 3, 100].map(after)).toEqual([0n, 0n, 0n, 6n]);
  });

  it("counts a spot price above 1 as 1", () => {
    const input = { movingPrice: I96F32.one / 4n, firstEmissionBlock: 1, currentBlock: H };
    expect(nextMovingPrice({ ...input, spotPrice: U64F64.one * 9n })).toBe(
      nextMovingPrice({ ...input, spotPrice: U64F64.one }),
    );
  });
});
