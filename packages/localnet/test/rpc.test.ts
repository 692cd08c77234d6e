import { isCodedError } from "@taostack/primitives";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { devAccounts, type Localnet, startLocalnet } from "../src/index.js";
import { connectRaw, type RawClient } from "./support/rpc.js";

let net: Localnet;
let raw: RawClient;

beforeAll(async () => {
  net = await startLocalnet({ mode: "manual", stateHistory: 3, startTimeMs: 1_750_000_000_000 });
  raw = await connectRaw(net.url);
});
afterAll(async () => {
  await raw.close();
  await net.stop();
});

const result = async (method: string, ...params: unknown[]): Promise<unknown> =>
  (await raw.call(method, ...params)).result;
const NUMBER = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
const ACCOUNTS = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9";

describe("json-rpc", () => {
  it("echoes ids of any kind and answers unknown methods", async () => {
    raw.send('{"jsonrpc":"2.0","id":7,"method":"nothing_here"}');
    expect(await raw.next()).toMatchObject({ id: 7, error: { code: -32601 } });
    raw.send('{"jsonrpc":"2.0","id":"aB12","method":"system_name","params":[]}');
    expect(await raw.next()).toMatchObject({ id: "aB12", result: "Subtensor localnet" });
    raw.send('{"jsonrpc":"2.0","id":9,"method":"toString"}');
    expect(await raw.next()).toMatchObject({ id: 9, error: { code: -32601 } });
  });
  it("answers broken messages, batches and wrong parameters", async () => {
    raw.send("{");
    expect(await raw.next()).toMatchObject({ id: null, error: { code: -32700 } });
    raw.send("[]");
    expect(await raw.next()).toMatchObject({ error: { code: -32600 } });
    raw.send('[{"id":1,"method":"system_chain"},{"id":2,"method":"chain_getHead"}]');
    expect(await raw.next()).toMatchObject([
      { id: 1, result: "Bittensor" },
      { id: 2, result: net.genesisHash },
    ]);
    expect((await raw.call("state_getStorage", 5)).error?.code).toBe(-32602);
    expect((await raw.call("system_accountNextIndex", "5Grw")).error?.code).toBe(-32602);
  });
  it("answers over HTTP on the same port", async () => {
    const post = (body: string) => fetch(net.url.replace("ws:", "http:"), { method: "POST", body });
    const reply = await post('{"jsonrpc":"2.0","id":1,"method":"system_chain"}');
    expect(await reply.json()).toEqual({ jsonrpc: "2.0", id: 1, result: "Bittensor" });
    const subscribing = await post('{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads"}');
    expect(await subscribing.json()).toMatchObject({ error: { code: -32601 } });
    expect((await fetch(net.url.replace("ws:", "http:"))).status).toBe(405);
  });
  it("lists its methods, and each of those that clients ask for", async () => {
    const { methods } = (await result("rpc_methods")) as { methods: string[] };
    for (const needed of ["state_call", "account_nextIndex", "state_getStorageAt", "chain_getHead", "state_getKeys"]) {
      expect(methods).toContain(needed);
    }
    expect(new Set(methods).size).toBe(methods.length);
  });
});

describe("state", () => {
  it("takes runtime calls with and without 0x, and without arguments", async () => {
    const versions = "0x0c0e0000000f00000010000000";
    expect(await result("state_call", "Metadata_metadata_versions", "0x")).toBe(versions);
    expect(await result("state_call", "Metadata_metadata_versions", "")).toBe(versions);
    const alice = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
    expect(await result("state_call", "AccountNonceApi_account_nonce", alice)).toBe("0x00000000");
    expect(await result("state_call", "Metadata_metadata_at_version", "0x11000000")).toBe("0x00");
    const unknown = await raw.call("state_call", "Metadata_nothing", "0x");
    expect(unknown.error?.message).toContain("Exported method Metadata_nothing is not found");
    expect((await raw.call("state_call", "AccountNonceApi_account_nonce", "0x00")).error?.code).toBe(4003);
  });
  it("gives metadata that begins as clients expect", async () => {
    expect(String(await result("state_getMetadata")).slice(0, 12)).toBe("0x6d6574610e");
    expect(String(await result("state_call", "Metadata_metadata_at_version", "0x0f000000"))).toMatch(
      /^0x01.{8}6d6574610f/,
    );
    expect(String(await result("state_call", "Metadata_metadata_at_version", "0x10000000"))).toMatch(
      /^0x01.{8}6d65746110/,
    );
  });
  it("answers every asked key in one element", async () => {
    const missing = `0x${"00".repeat(32)}`;
    const [set] = (await result("state_queryStorageAt", [NUMBER, missing])) as [{ block: string; changes: unknown[] }];
    expect(set).toEqual({
      block: net.genesisHash,
      changes: [
        [NUMBER, null],
        [missing, null],
      ],
    });
  });
  it("pages through keys in order", async () => {
    const all = (await result("state_getKeys", ACCOUNTS)) as string[];
    expect(all.length).toBeGreaterThanOrEqual(devAccounts.length);
    expect(all).toEqual([...all].sort());
    const first = (await result("state_getKeysPaged", ACCOUNTS, 4, ACCOUNTS)) as string[];
    const rest = (await result("state_getKeysPaged", ACCOUNTS, 1000, first.at(-1))) as string[];
    expect([...first, ...rest]).toEqual(all);
    expect((await raw.call("state_getKeysPaged", ACCOUNTS, 1001)).error?.code).toBe(4002);
    expect(await result("state_getStorageSize", all[0])).toBe(56);
  });
  it("forgets old states with the text that clients look for", async () => {
    await net.mine(1);
    const first = await result("chain_getBlockHash", 1);
    expect(await result("state_getStorage", NUMBER, first)).toBe("0x01000000");
    await net.mine(3);
    const pruned = await raw.call("state_getStorage", NUMBER, first);
    expect(pruned.error?.message).toBe(
      `Client error: Api called for an unknown Block: State already discarded for ${String(first)}`,
    );
    expect(await result("chain_getBlock", first)).not.toBeNull();
    expect(await result("state_getStorage", NUMBER, net.genesisHash)).toBeNull();
  });
  it("subscribes to keys and to everything", async () => {
    const { result: id } = await raw.call("state_subscribeStorage", [NUMBER]);
    const current = await raw.next();
    expect(current.params?.subscription).toBe(id);
    await net.mine(1);
    const { changes } = await raw.notification<{ changes: [string, string][] }>();
    expect(changes).toEqual([[NUMBER, `0x0${net.blockNumber}000000`]]);
    expect(await result("state_unsubscribeStorage", id)).toBe(true);
    expect(await result("state_unsubscribeStorage", id)).toBe(false);
    const all = await raw.call("state_subscribeStorage");
    expect(await raw.notification()).toMatchObject({ changes: [] });
    await net.mine(1);
    const everything = await raw.notification<{ changes: [string, string][] }>();
    expect(everything.changes.map(([key]) => key)).toContain(NUMBER);
    await raw.call("state_unsubscribeStorage", all.result);
  });
});

describe("the methods of older clients", () => {
  it("give the bytes of runtime APIs as numbers, and costs as plain numbers", async () => {
    const bytes = (await result("subnetInfo_getSubnetInfo", 1)) as number[];
    const hex = await result("state_call", "SubnetInfoRuntimeApi_get_subnet_info", "0x0100");
    expect(`0x${Buffer.from(bytes).toString("hex")}`).toBe(hex);
    expect(await result("subnetInfo_getLockCost")).toBe(1_000_000_000_000);
    const alice = [...Buffer.from("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d", "hex")];
    expect(await result("delegateInfo_getDelegate", alice)).toEqual([0]);
    expect((await raw.call("subnetInfo_getSubnetInfo", "x")).error?.code).toBe(-32602);
  });
});

describe("blocks", () => {
  it("have a header with the slot, and a parent", async () => {
    const header = (await result("chain_getHeader")) as {
      number: string;
      parentHash: string;
      digest: { logs: string[] };
    };
    expect(Number(header.number)).toBe(net.blockNumber);
    expect(header.parentHash).toBe(await result("chain_getBlockHash", net.blockNumber - 1));
    expect(header.digest.logs[0]).toMatch(/^0x066175726120/);
    expect(await result("chain_getBlockHash", [0, `0x${net.blockNumber.toString(16)}`, 99_999])).toEqual([
      net.genesisHash,
      await result("chain_getBlockHash"),
      null,
    ]);
    expect(await result("chain_getHeader", `0x${"12".repeat(32)}`)).toBeNull();
    expect(await result("chain_getFinalizedHead")).toBe(await result("chain_getHead"));
  });
});

describe("development methods", () => {
  const now = async (): Promise<bigint> => {
    const bytes = Buffer.from(String(await result("state_getStorage", NOW)).slice(2), "hex");
    return bytes.readBigUInt64LE();
  };
  const NOW = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";

  it("make blocks, set storage and travel in time", async () => {
    const before = net.blockNumber;
    await result("dev_newBlock", { count: 3 });
    expect(net.blockNumber).toBe(before + 3);
    await result("dev_newBlock", { to: before + 5 });
    expect(net.blockNumber).toBe(before + 5);
    const earlier = await now();
    await result("dev_newBlock");
    expect((await now()) - earlier).toBe(12_000n);
    const target = Number(earlier) + 86_400_000;
    expect(await result("dev_timeTravel", new Date(target).toISOString())).toBe(target);
    await result("dev_newBlock");
    expect(await now()).toBe(BigInt(target));
    await result("dev_setStorage", [["0x1234", "0x05"]]);
    expect(await result("state_getStorage", "0x1234")).toBe("0x05");
    await result("dev_setStorage", [["0x1234", null]]);
    expect(await result("state_getStorage", "0x1234")).toBeNull();
    expect((await raw.call("dev_newBlock", { count: 1e9 })).error?.code).toBe(-32602);
  });
});

describe("starting", () => {
  const codeOf = (run: Promise<unknown>): Promise<string> =>
    run.then(
      () => "none",
      (error) => (isCodedError(error) ? error.data.code : String(error)),
    );
  it("says that a port is taken", async () => {
    expect(await codeOf(startLocalnet({ port: net.port }))).toBe("localnet/port_in_use");
  });
  it("says that an address is not this machine's", async () => {
    expect(await codeOf(startLocalnet({ host: "203.0.113.1" }))).toBe("localnet/cannot_listen");
  });
  it("refuses impossible options", async () => {
    expect(await codeOf(startLocalnet({ blockTimeMs: -1 }))).toBe("localnet/invalid_option");
    expect(await codeOf(startLocalnet({ blockTimeMs: 0, mode: "interval" }))).toBe("localnet/invalid_option");
    expect(await codeOf(startLocalnet({ genesis: { sudo: "5Grw" } }))).toBe("ss58/invalid");
  });
});
