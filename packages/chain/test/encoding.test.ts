import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axonOf } from "../src/encoding/axon.js";
import { decodeIp, encodeIp, NETWORKS, resolveEndpoints } from "../src/index.js";
import { libraryName, textOf } from "../src/runtime/names.js";

describe("addresses of neurons", () => {
  it.each([
    ["192.168.1.10", 3_232_235_786n, 4],
    ["0.0.0.1", 1n, 4],
    ["255.255.255.255", 4_294_967_295n, 4],
    ["::1", 1n, 6],
    ["2001:db8::8:800:200c:417a", 42540766411282592856906245548098208122n, 6],
    ["fe80::", 338288524927261089654018896841347694592n, 6],
  ] as const)("%s is %i", (text, value, type) => {
    expect(encodeIp(text)).toEqual({ value, type });
    expect(decodeIp({ value, type })).toBe(text);
  });

  it("reads every spelling of an IPv6 address", () => {
    expect(encodeIp("2001:DB8:0:0:8:800:200C:417A")).toEqual(encodeIp("2001:db8::8:800:200c:417a"));
    expect(encodeIp("::ffff:192.168.1.10").value).toBe(0xffff_c0a8_010an);
  });

  it("keeps every value", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 128n) - 1n), fc.constantFrom(4 as const, 6 as const), (wide, type) => {
        const value = type === 4 ? BigInt.asUintN(32, wide) : wide;
        expect(encodeIp(decodeIp({ value, type }))).toEqual({ value, type });
      }),
    );
  });

  it.each(["localhost", "", "1.2.3", "1.2.3.256", "::1::", "example.com"])("refuses %j", (text) => {
    expect(() => encodeIp(text)).toThrow(
      expect.objectContaining({ data: { code: "chain/invalid_argument", argument: "ip" } }),
    );
  });

  it("takes zeros for none", () => {
    const stored = { block: 7n, version: 1, ip: 2130706434n, port: 8091, ipType: 4, protocol: 4 };
    expect(axonOf(stored)).toEqual({ ip: "127.0.0.2", port: 8091, protocol: 4, version: 1, block: 7 });
    expect(axonOf({ ...stored, ip: 0n })).toBeUndefined();
    expect(axonOf({ ...stored, port: 0 })).toBeUndefined();
    expect(axonOf(undefined)).toBeUndefined();
  });
});

describe("names", () => {
  it.each([
    ["SubtensorModule", "subtensorModule"],
    ["add_stake", "addStake"],
    ["get_subnet_hyperparams_v2", "getSubnetHyperparamsV2"],
    ["sudo_set_yuma3_enabled", "sudoSetYuma3Enabled"],
    ["EVM", "evm"],
    ["EVMChainId", "evmChainId"],
    ["SS58Prefix", "ss58Prefix"],
    ["CRV3WeightCommits", "crv3WeightCommits"],
  ])("%s is %s in the library", (chainName, name) => {
    expect(libraryName(chainName)).toBe(name);
  });

  it("come as numbers for each byte", () => {
    expect(textOf([0x61, 0x70, 0x65, 0x78])).toBe("apex");
    expect(textOf([206, 177])).toBe("α");
  });
});

describe("endpoints", () => {
  it("are names, URLs or hosts", () => {
    expect(resolveEndpoints("local")).toEqual(["ws://127.0.0.1:9944"]);
    expect(resolveEndpoints(["finney", "wss://node.example:443/path", "10.0.0.1:9944"])).toEqual([
      NETWORKS.finney,
      "wss://node.example:443/path",
      "ws://10.0.0.1:9944",
    ]);
  });

  it.each([[[]], ["http://127.0.0.1"], ["ws://"], [""], ["toString://"]])("refuses %j", (target) => {
    expect(() => resolveEndpoints(target)).toThrow(
      expect.objectContaining({ data: { code: "chain/invalid_argument", argument: "endpoint" } }),
    );
  });
});
