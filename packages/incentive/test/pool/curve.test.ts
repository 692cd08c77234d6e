import { describe, expect, it } from "vitest";
import { QUINTILLION, U64F64 } from "../../src/index.js";
import { alphaToReachPrice, reserveRatio, taoToReachPrice } from "../../src/pool/curve.js";

const weight = (parts: number): bigint => (QUINTILLION * BigInt(parts)) / 1000n;
const asNumber = (bits: bigint): number => Number(bits) / 2 ** 64;

// economics.md 9.2, cases 13–18
describe("the curve of a weighted pool", () => {
  it.each([
    ["even weights", 100_000n, 100n, 500, 0.999000999000999],
    ["a quarter for TAO, selling", 500_000n, 5_000n, 750, 0.970590147927644, 250],
    ["three quarters for TAO, buying", 200_000n, 2_000n, 750, 0.970590147927644, 250],
    ["nine tenths for TAO, buying", 13_513_642n, 1_673n, 900, 0.998886481979889, 100],
    ["0.773 for TAO, selling", 7_000_000_000n, 10_000n, 227, 0.999999580484586, 773],
  ])("shrinks a reserve: %s", (_, reserve, paid, own, expected, other = 500) => {
    expect(asNumber(reserveRatio(reserve, paid, weight(own), weight(other)))).toBeCloseTo(expected, 14);
  });

  it("knows what moves a price", () => {
    const price = (tenths: bigint) => U64F64.ratio(tenths, 10n);
    const curve = { subnetTao: 10n ** 9n, subnetAlphaIn: 10n ** 9n, quoteWeight: QUINTILLION / 4n };
    expect(taoToReachPrice(curve, price(1n), price(2n))).toBe(681_792_830n);
    expect(alphaToReachPrice(curve, price(2n), price(1n))).toBe(189_207_115n);
  });
});
