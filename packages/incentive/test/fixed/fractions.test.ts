import { describe, expect, it } from "vitest";
import { fractionToU16, u16ToFraction } from "../../src/fixed/fractions.js";
import { bondsAlpha, U96F32 } from "../../src/index.js";

const U64_MAX = (1n << 64n) - 1n;

// yuma.md 9.2
describe("fractionToU16", () => {
  it.each([
    [4294967296n, 65535],
    [4294967295n, 65534],
    [2147483648n, 32767],
    [1431655765n, 21844],
    [65537n, 0],
    [65538n, 1],
    [8589934592n, 65535],
    [-5n, 0],
  ])("of %d bits is %d", (bits, expected) => {
    expect(fractionToU16(bits)).toBe(expected);
  });

  it("loses one unit of every u16 but 0 and 65535 in a load and a store", () => {
    const inner = Array.from({ length: 65534 }, (_, index) => index + 1);
    expect(inner.every((value) => fractionToU16(u16ToFraction(value)) === value - 1)).toBe(true);
    expect([0, 65535].map((value) => fractionToU16(u16ToFraction(value)))).toEqual([0, 65535]);
  });
});

// yuma.md 5, derived bits
describe("derived bits", () => {
  it.each([
    [32767, 2147450879n],
    [32768, 2147516416n],
    [1, 65537n],
    [45875, 3006509875n],
    [58982, 3865503334n],
    [6553, 429463961n],
    [19660, 1288457420n],
  ])("the fraction %d is %d", (value, bits) => {
    expect(u16ToFraction(value)).toBe(bits);
  });

  it.each([
    [900_000n, 429496730n],
    [975_000n, 107374183n],
    [0n, 4294967296n],
    [1_000_000n, 0n],
    [999_999n, 4295n],
  ])("a moving average of %d is the rate %d", (average, bits) => {
    expect(bondsAlpha(average)).toBe(bits);
  });

  it("TaoWeight", () => {
    expect(U96F32.ratio(971718665099567868n, U64_MAX)).toBe(226245882n);
    expect(U96F32.ratio(3320413933267719290n, U64_MAX)).toBe(773094113n);
    expect(U96F32.ratio(11_796, 65_535)).toBe(773074452n);
  });
});
