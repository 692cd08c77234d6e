import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTao, isCodedError, parseTao, rao } from "../src/index.js";

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (isCodedError(error)) return error.code;
    throw error;
  }
  return "no error";
};

describe("amounts", () => {
  it("parses TAO to rao without rounding", () => {
    expect(parseTao("1.5")).toBe(1_500_000_000n);
    expect(parseTao("0.000000001")).toBe(1n);
    expect(parseTao("1,204.33")).toBe(1_204_330_000_000n);
    expect(parseTao("1_000")).toBe(1_000_000_000_000n);
  });

  it.each(["", "-1", "1.", ".5", "1.0000000001", "1e3", "1,00", "τ 1", "Infinity"])("refuses %j", (text) => {
    expect(codeOf(() => parseTao(text))).toBe("units/tao_syntax");
  });

  it("refuses what a u64 does not hold", () => {
    expect(codeOf(() => rao(-1n))).toBe("units/rao_range");
    expect(codeOf(() => rao(1n << 64n))).toBe("units/rao_range");
    expect(codeOf(() => parseTao("18446744073.709551616"))).toBe("units/rao_range");
    expect(rao((1n << 64n) - 1n)).toBe(18_446_744_073_709_551_615n);
  });

  it("formats for people: symbol, thousands, as many decimals as asked", () => {
    expect(formatTao(1_204_330_000_000n)).toBe("τ 1,204.33");
    expect(formatTao(5_035n, { decimals: 6 })).toBe("τ 0.000005");
    expect(formatTao(0n, { symbol: "" })).toBe("0");
    expect(formatTao(-1_500_000_000n)).toBe("τ −1.5");
    expect(formatTao(999_999_999n, { decimals: 0 })).toBe("τ 0");
  });

  it("reads back every amount that it formats", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 64n) - 1n), (amount) => {
        expect(parseTao(formatTao(amount, { symbol: "" }))).toBe(amount);
      }),
    );
  });
});
