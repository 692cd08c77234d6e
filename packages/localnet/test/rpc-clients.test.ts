import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountIdOf, devAccounts, type Localnet, startLocalnet } from "../src/index.js";
import { storage as system } from "../src/pallets/system/storage.js";
import { startTestChain } from "./support/api.js";
import { connectRaw, type RawClient } from "./support/rpc.js";

/** What each client calls, as far as its sources and recorded exchanges show it. */
const called: Readonly<Record<string, readonly string[]>> = {
  "@polkadot/api": [
    "account_nextIndex author_pendingExtrinsics author_submitAndWatchExtrinsic author_submitExtrinsic",
    "author_unwatchExtrinsic chain_getBlock chain_getBlockHash chain_getFinalizedHead chain_getHeader",
    "chain_subscribeAllHeads chain_subscribeFinalizedHeads chain_subscribeNewHead chain_unsubscribeAllHeads",
    "chain_unsubscribeFinalizedHeads chain_unsubscribeNewHead rpc_methods state_call state_getKeysPaged",
    "state_getMetadata state_getRuntimeVersion state_getStorage state_getStorageHash state_getStorageSize",
    "state_queryStorage state_queryStorageAt state_subscribeRuntimeVersion state_subscribeStorage",
    "state_unsubscribeRuntimeVersion state_unsubscribeStorage system_accountNextIndex system_chain system_chainType",
    "system_health system_name system_properties system_version",
  ],
  "polkadot.js apps": [
    "author_hasKey author_removeExtrinsic childstate_getKeys childstate_getStorage childstate_getStorageHash",
    "childstate_getStorageSize engine_createBlock engine_finalizeBlock payment_queryFeeDetails payment_queryInfo",
    "state_getKeys state_getPairs system_dryRun system_localListenAddresses system_localPeerId system_nodeRoles",
    "system_peers system_reservedPeers system_syncState",
  ],
  "polkadot-api": [
    "archive_v1_body archive_v1_call archive_v1_finalizedHeight archive_v1_genesisHash archive_v1_hashByHeight",
    "archive_v1_header archive_v1_stopStorage archive_v1_storage chainHead_v1_body chainHead_v1_call",
    "chainHead_v1_continue chainHead_v1_follow chainHead_v1_header chainHead_v1_stopOperation chainHead_v1_storage",
    "chainHead_v1_unfollow chainHead_v1_unpin chainSpec_v1_chainName chainSpec_v1_genesisHash",
    "chainSpec_v1_properties transaction_v1_broadcast transaction_v1_stop",
  ],
  "async-substrate-interface": [
    "account_nextIndex chain_getHead chain_getFinalisedHead chain_getFinalizedHead chain_subscribeNewHeads",
    "chain_unsubscribeNewHeads state_call state_getKeys state_getKeysPaged state_getStorageAt state_queryStorageAt",
  ],
  subxt: [
    "archive_v1_storageDiff archive_v1_stopStorageDiff author_hasSessionKeys transactionWatch_v1_submitAndWatch",
    "transactionWatch_v1_unwatch state_getRuntimeVersion system_dryRun",
  ],
};

const unknown = `0x${"12".repeat(32)}`;

describe("what clients call", () => {
  let net: Localnet;
  let raw: RawClient;
  const bob = accountIdOf(devAccounts[1]?.address ?? "");
  const key = system.Account.key(bob);

  beforeAll(async () => {
    net = await startLocalnet({ mode: "manual", startTimeMs: 1_750_000_000_000 });
    raw = await connectRaw(net.url);
  });
  afterAll(async () => {
    await raw.close();
    await net.close();
  });

  const ask = async (method: string, ...params: unknown[]) => (await raw.call(method, ...params)).result;
  const codeOf = async (method: string, ...params: unknown[]) => (await raw.call(method, ...params)).error?.code;
  const hash = (number: number) => ask("chain_getBlockHash", number) as Promise<string>;
  const transfer = (value: bigint) =>
    net.client.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: bob }, value });

  it.each(Object.entries(called))("%s: all of it is listed", async (_, names) => {
    const { methods } = (await ask("rpc_methods")) as { methods: string[] };
    expect(names.flatMap((line) => line.split(" ")).filter((name) => !methods.includes(name))).toEqual([]);
  });

  it("everything that is listed is answered with something else than an unknown method", async () => {
    const { methods } = (await ask("rpc_methods")) as { methods: string[] };
    for (const method of methods.filter((name) => !name.startsWith("dev_"))) {
      expect(await codeOf(method), method).not.toBe(-32601);
    }
  });

  it("what cannot be is not listed, and the reply says why", async () => {
    const { methods } = (await ask("rpc_methods")) as { methods: string[] };
    const { error } = await raw.call("state_getReadProof", [key]);
    expect(error).toMatchObject({ code: -32601, message: expect.stringContaining("no storage proofs") });
    for (const name of ["state_traceBlock", "author_rotateKeys", "sync_state_genSyncSpec", "grandpa_roundState"]) {
      expect(await codeOf(name)).toBe(-32601);
      expect(methods).not.toContain(name);
    }
  });

  it("state_queryStorage gives every key once and then what changed", async () => {
    const first = net.blockNumber;
    await net.client.send("//Alice", transfer(5n));
    await net.mine(2);
    await net.client.send("//Alice", transfer(6n));
    const range = (await ask("state_queryStorage", [key, unknown], await hash(first))) as {
      block: string;
      changes: [string, string | null][];
    }[];
    expect(range.map(({ block }) => block)).toEqual([await hash(first), await hash(first + 1), await hash(first + 4)]);
    expect(range.map(({ changes }) => changes.length)).toEqual([2, 1, 1]);
    expect(range[0]?.changes[1]).toEqual([unknown, null]);
    const one = (await ask("state_queryStorage", [key], await hash(first), await hash(first))) as unknown[];
    expect(one).toHaveLength(1);
    expect(await codeOf("state_queryStorage", [key], await hash(first + 1), await hash(first))).toBe(4001);
    expect(await codeOf("state_queryStorage", [key], unknown)).toBe(4003);
  });

  it("system_dryRun says what would come of a transaction, and changes nothing", async () => {
    await net.client.send("//Alice", transfer(1n));
    const block = (await ask("chain_getBlock")) as { block: { extrinsics: string[] } };
    const sent = block.block.extrinsics.at(-1) as string;
    const before = await hash(net.blockNumber - 1);
    expect(await ask("system_dryRun", sent, before)).toBe("0x0000");
    // Its nonce was used: an invalid transaction, stale.
    expect(await ask("system_dryRun", sent)).toBe("0x010003");
    expect(await ask("chain_getHead")).toBe(await hash(net.blockNumber));
  });

  it("author_removeExtrinsic takes a transaction out of the pool", async () => {
    const { net: other, api, alice, close } = await startTestChain({ mode: "manual" });
    const remark = await api.tx.system.remark("0x00").signAsync(alice, { nonce: 0 });
    const ahead = await api.tx.system.remark("0x01").signAsync(alice, { nonce: 1 });
    const client = await connectRaw(other.url);
    for (const one of [remark, ahead]) await client.call("author_submitExtrinsic", one.toHex());
    const named = [{ extrinsic: remark.toHex() }, { hash: ahead.hash.toHex() }, { hash: unknown }];
    const { result } = await client.call("author_removeExtrinsic", named);
    expect(result).toEqual([remark.hash.toHex(), ahead.hash.toHex()]);
    expect((await client.call("author_pendingExtrinsics")).result).toEqual([]);
    expect((await client.call("author_removeExtrinsic", [{}])).error?.code).toBe(-32602);
    expect((await client.call("author_hasKey", "0x12", "aura")).result).toBe(false);
    await client.close();
    await close();
  });

  it("childstate answers that there are no tries beside the main one", async () => {
    const child = "0x3a6368696c645f73746f726167653a64656661756c743a00";
    expect(await ask("childstate_getKeys", child, "0x")).toEqual([]);
    expect(await ask("childstate_getKeysPagedAt", child, "0x", 10)).toEqual([]);
    expect(await ask("childstate_getStorage", child, "0x00")).toBeNull();
    expect(await ask("childstate_getStorageEntries", child, ["0x00", "0x01"])).toEqual([null, null]);
    expect(await codeOf("childstate_getStorage", child, "0x00", unknown)).toBe(4003);
  });

  it("engine_createBlock seals as nodes with manual sealing do", async () => {
    const before = net.blockNumber;
    const made = (await ask("engine_createBlock", true, true, null)) as { hash: string; aux: object };
    expect(made).toMatchObject({ hash: await hash(before + 1), aux: { is_new_best: true } });
    expect(await ask("engine_finalizeBlock", made.hash)).toBe(true);
    expect(await ask("engine_finalizeBlock", unknown)).toBe(false);
  });

  it("transactionWatch tells of a transaction to its end, and of a refusal by an event", async () => {
    const { net: other, api, alice, close } = await startTestChain();
    const client = await connectRaw(other.url);
    const signed = await api.tx.system.remark("0x00").signAsync(alice, { nonce: 0 });
    const watch = async () => (await client.call("transactionWatch_v1_submitAndWatch", signed.toHex())).result;
    const subscription = await watch();
    const first = await client.next();
    expect(first).toMatchObject({ method: "transactionWatch_v1_watchEvent", params: { subscription } });
    expect(first.params?.result).toEqual({ event: "validated" });
    const included = await client.notification<{ block: { hash: string; index: number } }>();
    const { extrinsics } = (await api.rpc.chain.getBlock(included.block.hash)).block;
    expect(included).toMatchObject({ event: "bestChainBlockIncluded" });
    expect(extrinsics[included.block.index]?.toHex()).toBe(signed.toHex());
    expect(await client.notification()).toEqual({ event: "finalized", block: included.block });
    await watch();
    const error = "Invalid Transaction: Transaction is outdated";
    expect(await client.notification()).toEqual({ event: "invalid", error });
    expect((await client.call("transactionWatch_v1_submitAndWatch", "remark")).error?.code).toBe(-32602);
    expect((await client.call("transactionWatch_v1_unwatch", "nothing")).result).toBeNull();
    await client.close();
    await close();
  });
});
