import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkArguments, parseArguments, toPlain } from "../../src/registry/index.js";
import {
  account,
  alpha,
  bytes,
  fraction,
  fraction64,
  hash,
  ip,
  list,
  price,
  required,
  struct,
  tao,
  u16,
  u64,
} from "../../src/registry/types/build.js";
import type { Type } from "../../src/registry/types/descriptor.js";
import { readValue } from "../../src/registry/types/read-value.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const BOB = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
const place = { field: "x", form: "plain" as const, readCall: () => new Uint8Array() };
const plain = (type: Type, given: unknown) => readValue(type, given, place);
const typed = (type: Type, given: unknown) => readValue(type, given, { ...place, form: "typed" });
const refusal = (code: string, field = "x") =>
  expect.objectContaining({ data: expect.objectContaining({ code, field }) });

describe("plain values", () => {
  const pair = struct({ share: required(fraction64, "part"), child: required(account, "who") });
  it.each<[string, Type, unknown, unknown]>([
    ["whole TAO", tao, "1", 1_000_000_000n],
    ["nine decimals", tao, "0.000000001", 1n],
    ["a number", alpha, 1.5, 1_500_000_000n],
    ["thousands", tao, "1,000.5", 1_000_500_000_000n],
    ["rao", tao, "17rao", 17n],
    ["bigint as rao", price, 5n, 5n],
    ["a percentage", fraction, "18%", 11_796],
    ["a decimal fraction", fraction, "0.18", 11_796],
    ["a fraction as number", fraction, 0.18, 11_796],
    ["all of it", fraction, 1, 65_535],
    ["a ratio", fraction, "11796/65535", 11_796],
    ["half of 64 bits, down", fraction64, "0.5", (1n << 63n) - 1n],
    ["a small number", fraction64, 1e-7, 1844674407370n],
    ["a list with commas", list(u16), "1, 2,3", [1, 2, 3]],
    ["a list as JSON", list(u16), "[1,2]", [1, 2]],
    ["no items", list(u16), "", []],
    ["typed arrays", list(u16), Uint16Array.of(7, 8), [7, 8]],
    ["a struct by colons", list(pair), `1:${BOB}`, [{ share: (1n << 64n) - 1n, child: BOB }]],
    ["a struct as JSON", pair, `{"share": 0, "child": "${BOB}"}`, { share: 0n, child: BOB }],
    ["a wide integer", u64, "18446744073709551615", (1n << 64n) - 1n],
    ["hex", bytes(2), "0x0aff", Uint8Array.of(10, 255)],
    ["hex without a prefix", hash, "ab".repeat(32), `0x${"ab".repeat(32)}`],
    ["IPv6", ip, "2001:db8::1", "2001:db8::1"],
  ])("%s", (_, type, given, expected) => {
    expect(plain(type, given)).toEqual(expected);
  });

  it.each<[string, Type, unknown]>([
    ["ten decimals", tao, "0.1234567891"],
    ["a negative amount", tao, "-1"],
    ["an exponent", tao, "1e3"],
    ["too much", tao, "18446744073.709551616"],
    ["a fraction above one", fraction, 1.01],
    ["a raw u16 as fraction", fraction, 11_796],
    ["101 %", fraction, "101%"],
    ["nothing of nothing", fraction, "0/0"],
    ["a mistyped address", account, `${ALICE.slice(0, -1)}Z`],
    ["17 bits", u16, 65_536],
    ["a half", u16, 1.5],
    ["65 bits", u64, "18446744073709551616"],
    ["an unsafe number", u64, 2 ** 60],
    ["odd hex", bytes(2), "0xabc"],
    ["too many bytes", bytes(2), "0xabcdef"],
    ["a host name", ip, "example.com"],
    ["four hundred", ip, "1.2.3.400"],
  ])("refuse %s, and name the field", (_, type, given) => {
    expect(() => plain(type, given)).toThrow(refusal("operations/invalid"));
  });

  it("typed ones take no text for an amount and no fraction for a u16", () => {
    expect(() => typed(tao, "1")).toThrow(refusal("operations/invalid"));
    expect(() => typed(tao, 1)).toThrow(refusal("operations/invalid"));
    expect(() => typed(fraction, 0.5)).toThrow(refusal("operations/invalid"));
    expect(typed(fraction, 11_796)).toBe(11_796);
  });

  it("come back as they were read", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 64n) - 1n), fc.integer({ min: 0, max: 65_535 }), (amount, part) => {
        expect(plain(tao, toPlain(tao, amount))).toBe(amount);
        expect(plain(fraction, toPlain(fraction, part))).toBe(part);
      }),
    );
  });
});

describe("arguments", () => {
  it("get their defaults, and keep what is optional absent", () => {
    expect(parseArguments("staking.add", { hotkey: ALICE, netuid: "1", amount: "2" })).toEqual({
      hotkey: ALICE,
      netuid: 1,
      amount: 2_000_000_000n,
      limitPrice: undefined,
      allowPartial: false,
    });
  });

  it("name what is missing, unknown or wrong", () => {
    const given = { hotkey: ALICE, netuid: 1, amount: "1" };
    expect(() => parseArguments("staking.add", { ...given, amount: undefined })).toThrow(
      refusal("operations/missing", "amount"),
    );
    expect(() => parseArguments("staking.add", { ...given, ammount: "1" })).toThrow(
      refusal("operations/unknown_argument", "ammount"),
    );
    expect(() => parseArguments("staking.add", { ...given, netuid: -1 })).toThrow(
      refusal("operations/invalid", "netuid"),
    );
    expect(() => parseArguments("subnets.create", { hotkey: ALICE, identity: { name: 5 } })).toThrow(
      refusal("operations/invalid", "identity.name"),
    );
    expect(() => parseArguments("staking.ad" as never, given)).toThrow(
      expect.objectContaining({ data: { code: "operations/unknown", operation: "staking.ad" } }),
    );
  });

  it("are checked in their types as well", () => {
    expect(() => checkArguments("balances.transfer", { to: ALICE, amount: -1n })).toThrow(
      refusal("operations/invalid", "amount"),
    );
  });
});
