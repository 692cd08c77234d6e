import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { I32F32, I64F64, I96F32, U64F64, U96F32 } from "../../src/index.js";

const U64_MAX = (1n << 64n) - 1n;

// yuma.md 1.1–1.3
describe("FixedFormat", () => {
  it.each([
    ["I32F32", I32F32, -(1n << 63n), (1n << 63n) - 1n, 32n],
    ["I64F64", I64F64, -(1n << 127n), (1n << 127n) - 1n, 64n],
    ["I96F32", I96F32, -(1n << 127n), (1n << 127n) - 1n, 32n],
    ["U96F32", U96F32, 0n, (1n << 128n) - 1n, 32n],
    ["U64F64", U64F64, 0n, (1n << 128n) - 1n, 64n],
  ])("%s has the chain's range", (_, format, min, max, fractionBits) => {
    expect([format.min, format.max, format.one]).toEqual([min, max, 1n << fractionBits]);
    expect([format.add(max, 1n), format.sub(min, 1n), format.mul(max, max)]).toEqual([max, min, max]);
  });

  it("floors products and cuts quotients toward zero", () => {
    expect(I32F32.mul(-1n, 1n)).toBe(-1n);
    expect(I32F32.mul(1n, 1n)).toBe(0n);
    expect(I32F32.div(-1n, I32F32.fromInteger(2))).toBe(0n);
    expect(I32F32.divSaturating(-7n, 2n << 32n)).toBe(-3n);
  });

  it("answers an impossible quotient with the fallback, or saturates", () => {
    expect(I32F32.div(1n, 0n)).toBe(0n);
    expect(I32F32.div(1n, 0n, 7n)).toBe(7n);
    expect(I32F32.div(I32F32.max, 1n)).toBe(0n);
    expect(I32F32.divSaturating(I32F32.max, 1n)).toBe(I32F32.max);
    expect(I32F32.divSaturating(I32F32.min, 1n)).toBe(I32F32.min);
  });

  it("converts by flooring, then saturates", () => {
    expect(I32F32.from(-1n, I64F64)).toBe(-1n);
    expect(I32F32.from(I64F64.max, I64F64)).toBe(I32F32.max);
    expect(U64F64.from(-5n, I96F32)).toBe(0n);
    expect(I64F64.fromInteger(U64_MAX)).toBe(I64F64.max);
    expect([I32F32.toU64(-1n), I32F32.toU16(-1n)]).toEqual([0n, 0]);
    expect([U96F32.toU64(U96F32.max), U96F32.toU16(U96F32.max)]).toEqual([U64_MAX, 65535]);
  });

  it("is within a unit of the real result", () => {
    const bits = fc.bigInt(-(1n << 47n), 1n << 47n);
    fc.assert(
      fc.property(bits, bits, (a, b) => {
        const product = I32F32.mul(a, b) << 32n;
        expect(product <= a * b && a * b < product + (1n << 32n)).toBe(true);
        fc.pre(b !== 0n);
        const quotient = I96F32.div(a, b) * b;
        const missing = (a << 32n) - quotient;
        expect(missing < 0n ? -missing : missing).toBeLessThan(b < 0n ? -b : b);
      }),
    );
  });
});
