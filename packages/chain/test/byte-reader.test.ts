import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteReader } from "../src/runtime/byte-reader.js";

/** SCALE's compact integer, written from its definition. */
function compact(value: bigint): Uint8Array {
  if (value < 1n << 6n) return Uint8Array.of(Number(value << 2n));
  if (value < 1n << 30n) return littleEndian((value << 2n) | (value < 1n << 14n ? 1n : 2n), value < 1n << 14n ? 2 : 4);
  const length = Math.ceil(value.toString(16).length / 2);
  return Uint8Array.of(((length - 4) << 2) | 3, ...littleEndian(value, length));
}

const littleEndian = (value: bigint, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn));

describe("a compact integer", () => {
  it.each([
    ["00", 0n],
    ["04", 1n],
    ["fc", 63n],
    ["0101", 64n],
    ["02286bee", 1_000_000_000n],
    ["130000000000000001", 1n << 56n],
  ])("%s is %i", (hex, value) => {
    expect(new ByteReader(Buffer.from(hex, "hex")).compactBig()).toBe(value);
  });

  it("is read back at every width, and leaves what follows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 256 }), fc.bigInt(0n, (1n << 256n) - 1n), (bits, wide) => {
        const value = BigInt.asUintN(bits, wide);
        const reader = new ByteReader(Uint8Array.of(...compact(value), 0xab));
        expect(reader.compactBig()).toBe(value);
        expect(reader.remaining).toBe(1);
        if (value < 1n << 53n) expect(new ByteReader(compact(value)).compact()).toBe(Number(value));
      }),
    );
  });
});

it("reads fixed integers with their sign", () => {
  fc.assert(
    fc.property(fc.bigInt(-(1n << 127n), (1n << 127n) - 1n), (value) => {
      const bytes = littleEndian(BigInt.asUintN(128, value), 16);
      expect(new ByteReader(bytes).i128()).toBe(value);
      expect(new ByteReader(bytes).u128()).toBe(BigInt.asUintN(128, value));
      expect(new ByteReader(bytes).i64()).toBe(BigInt.asIntN(64, value));
      expect(new ByteReader(bytes).u16()).toBe(Number(BigInt.asUintN(16, value)));
    }),
  );
});

it("never reads past the end, and believes no length that cannot be", () => {
  expect(() => new ByteReader(Uint8Array.of(1, 2, 3)).u32()).toThrow(RangeError);
  expect(() => new ByteReader(Uint8Array.of(3, 0, 0)).compact()).toThrow(RangeError);
  expect(() => new ByteReader(new Uint8Array()).u8()).toThrow(RangeError);
  expect(() => new ByteReader(compact(1_000_000n)).length()).toThrow(RangeError);
  expect(new ByteReader(Uint8Array.of(8, 1, 2)).length()).toBe(2);
});
