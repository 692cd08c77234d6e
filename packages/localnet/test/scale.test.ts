import { fromHex, toHex } from "@taostack/primitives";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accountId,
  array,
  bool,
  boundedBytes,
  boundedVec,
  bTreeSet,
  bytes,
  compact,
  enumeration,
  era,
  fixedBytes,
  i8,
  i64,
  i128,
  option,
  recursive,
  result,
  type ScaleType,
  str,
  struct,
  tuple,
  u8,
  u16,
  u32,
  u64,
  u128,
  unit,
  variant,
  vec,
} from "../src/scale/index.js";

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return "none";
};

describe("known encodings", () => {
  const cases: [string, ScaleType<unknown>, unknown, string][] = [
    ["u32", u32, 69, "0x45000000"],
    ["u64", u64, 1_000_000_000n, "0x00ca9a3b00000000"],
    ["i8", i8, -1, "0xff"],
    ["i128", i128, -2n, "0xfeffffffffffffffffffffffffffffff"],
    ["compact below 64", compact(u32), 1, "0x04"],
    ["compact below 2^14", compact(u32), 69, "0x1501"],
    ["compact below 2^30", compact(u32), 65_535, "0xfeff0300"],
    ["compact of one TAO", compact(u64), 1_000_000_000n, "0x02286bee"],
    ["compact at 2^30", compact(u64), 1n << 30n, "0x0300000040"],
    ["compact of 2^64 - 1", compact(u64), (1n << 64n) - 1n, "0x13ffffffffffffffff"],
    ["string", str, "α", "0x08ceb1"],
    ["bytes", bytes, Uint8Array.of(1, 2), "0x080102"],
    ["option of none", option(u8), undefined, "0x00"],
    ["option of some", option(u8), 7, "0x0107"],
    ["tuple", tuple(u8, bool), [3, true], "0x0301"],
    ["array", array(u16, 2), [1, 2], "0x01000200"],
    ["set", bTreeSet(u16), [1, 256], "0x0801000001"],
    ["unit", unit, undefined, "0x"],
  ];
  it.each(cases)("%s", (_, type, value, expected) => {
    expect(toHex(type.encode(value))).toBe(expected);
    expect(type.decode(fromHex(expected))).toEqual(value);
  });
});

describe("eras", () => {
  it.each([
    [{ period: 64, phase: 40 }, "0x8502"],
    [{ period: 8, phase: 0 }, "0x0200"],
    [{ period: 128, phase: 5 }, "0x5600"],
    [{ period: 65_536, phase: 1600 }, "0x4f06"],
    [undefined, "0x00"],
  ])("%o is %s", (value, expected) => {
    expect(toHex(era.encode(value))).toBe(expected);
    expect(era.decode(fromHex(expected))).toEqual(value);
  });
});

describe("round trips", () => {
  const roundTrip = <T>(type: ScaleType<T>, values: fc.Arbitrary<T>) =>
    fc.assert(
      fc.property(values, (value) => {
        expect(type.decode(type.encode(value))).toEqual(value);
      }),
    );

  it("compact integers", () => {
    roundTrip(compact(u128), fc.bigInt(0n, (1n << 128n) - 1n));
    roundTrip(compact(u32), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
  });
  it("signed integers", () => roundTrip(i64, fc.bigInt(-(1n << 63n), (1n << 63n) - 1n)));
  it("structs of lists and enums", () => {
    const shape = enumeration("test::Shape", {
      Dot: variant(0),
      Line: variant(3, [u8, u16]),
      Box: variant(9, { side: u32 }),
    });
    const type = struct("test::All", { names: vec(str), shape, maybe: option(u64), raw: bytes });
    const u = (max: number) => fc.integer({ min: 0, max });
    const anyShape = fc.oneof(
      fc.constant({ type: "Dot" as const }),
      fc.tuple(u(255), u(65_535)).map((value) => ({ type: "Line" as const, value })),
      u(1000).map((side) => ({ type: "Box" as const, value: { side } })),
    );
    const maybe = fc.option(fc.bigInt(0n, 99n), { nil: undefined });
    roundTrip(type, fc.record({ names: fc.array(fc.string()), shape: anyShape, maybe, raw: fc.uint8Array() }));
  });
  it("results", () =>
    roundTrip(
      result(u8, str),
      fc.oneof(
        fc.integer({ min: 0, max: 255 }).map((value) => ({ type: "Ok" as const, value })),
        fc.string().map((value) => ({ type: "Err" as const, value })),
      ),
    ));
});

describe("wrong input", () => {
  it("names what is wrong", () => {
    expect(code(() => u32.decode(Uint8Array.of(1, 2)))).toBe("localnet/scale_truncated");
    expect(code(() => u8.decode(Uint8Array.of(1, 2)))).toBe("localnet/scale_trailing");
    expect(code(() => bool.decode(Uint8Array.of(2)))).toBe("localnet/scale_invalid");
    expect(code(() => option(u8).decode(Uint8Array.of(2, 0)))).toBe("localnet/scale_invalid");
    expect(code(() => str.decode(Uint8Array.of(4, 0xff)))).toBe("localnet/scale_invalid");
    expect(code(() => compact(u8).decode(fromHex("0x0104")))).toBe("localnet/scale_invalid");
    expect(code(() => boundedBytes(1).decode(fromHex("0x080102")))).toBe("localnet/scale_invalid");
    expect(code(() => boundedVec(u8, 1).encode([1, 2]))).toBe("localnet/scale_invalid");
  });
  it("refuses values that do not fit", () => {
    expect(code(() => u8.encode(256))).toBe("localnet/scale_invalid");
    expect(code(() => u16.encode(1.5))).toBe("localnet/scale_invalid");
    expect(code(() => u64.encode(-1n))).toBe("localnet/scale_invalid");
    expect(code(() => fixedBytes(2).encode(new Uint8Array(3)))).toBe("localnet/scale_invalid");
    expect(code(() => accountId.encode("0x00"))).toBe("localnet/scale_invalid");
    expect(code(() => compact(u32).encode(-1))).toBe("localnet/scale_invalid");
  });
  it("refuses a length that the input cannot hold, before it reserves memory for it", () => {
    const claim = fromHex("0x13ffffffffffffff7f");
    expect(code(() => vec(u64).decode(claim))).toBe("localnet/scale_truncated");
    expect(code(() => vec(unit).decode(fromHex("0xfeffffff")))).toBe("localnet/scale_invalid");
  });
  it("bounds how deep a type may nest in itself", () => {
    interface Nest {
      inner: Nest | undefined;
    }
    const nest: ScaleType<Nest> = struct("test::Nest", { inner: option(recursive<Nest>(() => nest, 8)) });
    expect(code(() => nest.decode(new Uint8Array(9).fill(1).map((_, index) => (index < 8 ? 1 : 0))))).toBe("none");
    expect(code(() => nest.decode(new Uint8Array(10).map((_, index) => (index < 9 ? 1 : 0))))).toBe(
      "localnet/scale_depth",
    );
  });
});
