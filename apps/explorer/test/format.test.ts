import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { age, amount, duration, exactAmount, percent, shortAddress } from "../src/web/format.js";

describe("amount", () => {
  it.each([
    ["0", 2, "0.00"],
    ["1204330000000", 2, "1,204.33"],
    ["999999999", 2, "0.99"],
    ["31200000", 4, "0.0312"],
    ["18446744073709551615", 9, "18,446,744,073.709551615"],
    ["5000000000", 0, "5"],
  ])("%s rao with %i decimals is %s", (rao, decimals, text) => expect(amount(rao, decimals)).toBe(text));

  it("loses nothing with all nine", () =>
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 64n) - 1n), (rao) => {
        expect(BigInt(exactAmount(rao.toString()).replace(/[,.]/g, ""))).toBe(rao);
      }),
    ));
});

it("tells times as people do", () => {
  expect([0, 84.4, 999, 1_240, 61_000].map(duration)).toEqual(["0 ms", "84 ms", "999 ms", "1.2 s", "61 s"]);
  expect([-5, 999, 12_000, 180_000, 7_200_000].map(age)).toEqual(["now", "now", "12 s", "3 min", "2 h"]);
  expect(percent(0.123_45)).toBe("12.3 %");
  expect(shortAddress("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")).toBe("5Grwva…utQY");
});
