import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountIdOf, devAccounts, type Localnet, startLocalnet } from "../src/index.js";
import { metadataOf } from "../src/metadata/metadata.js";
import { createSubtensorRuntime } from "../src/runtime.js";
import { startTestChain, type TestChain } from "./support/api.js";
import { connectRaw, type RawClient } from "./support/rpc.js";
import { temporaryFolder } from "./support/state-folder.js";

const NUMBER = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
const EVENTS = "0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7";
const ABSENT = `0x${"00".repeat(32)}`;
const TAO = 1_000_000_000n;

// What clients of the chain trip over where a development chain is not careful.
describe("a client finds", () => {
  let chain: TestChain;
  let net: Localnet;
  let raw: RawClient;
  const bob = accountIdOf(devAccounts[1]?.address ?? "");

  beforeAll(async () => {
    chain = await startTestChain({ mode: "manual" });
    net = chain.net;
    raw = await connectRaw(net.url);
  });
  afterAll(async () => {
    await raw.close();
    await chain.close();
  });

  const ask = async (method: string, ...params: unknown[]) => (await raw.call(method, ...params)).result;
  const best = () => ask("chain_getHead") as Promise<string>;
  const client = () => net.client;
  const transfer = (value: bigint) =>
    client().tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: bob }, value });
  const failureOf = (work: Promise<unknown>) =>
    work.then(() => undefined).catch((error: { data: unknown }) => error.data);
  const pending = async () => ((await ask("author_pendingExtrinsics")) as string[]).length;

  it("its ids as it sent them, and the names that older nodes answer", async () => {
    for (const id of ["aB12", 7, 1.5, null, ""]) {
      raw.send(JSON.stringify({ jsonrpc: "2.0", id, method: "system_chain" }));
      expect(await raw.next()).toMatchObject({ id, result: "Bittensor" });
    }
    expect(await ask("chain_getHead")).toBe(await ask("chain_getBlockHash"));
    expect(await ask("account_nextIndex", chain.alice.address)).toBe(0);
    expect(await ask("state_getStorageAt", ABSENT, null)).toBeNull();
    expect(await ask("state_getKeys", NUMBER)).toEqual([]);
  });

  it("versions 14, 15 and 16 of the metadata with the same numbers, accounts as type 0, and words for each error", () => {
    const runtime = createSubtensorRuntime({ slotDurationMs: 12_000 });
    expect(metadataOf(runtime, 14)[4]).toBe(14);
    expect(metadataOf(runtime, 15)[4]).toBe(15);
    expect(chain.api.registry.lookup.getTypeDef(0).lookupName ?? chain.api.registry.lookup.getTypeDef(0).type).toMatch(
      /AccountId32/,
    );
    for (const pallet of chain.api.runtimeMetadata.asLatest.pallets) {
      const { errors } = pallet;
      if (errors.isNone) continue;
      const { variants } = chain.api.registry.lookup.getSiType(errors.unwrap().type).def.asVariant;
      for (const { name, docs } of variants) expect(docs.join("").trim(), `${pallet.name}.${name}`).not.toBe("");
    }
  });

  it("runtime calls with and without 0x, also with nothing in them", async () => {
    const versions = await ask("state_call", "Metadata_metadata_versions", "0x");
    expect(await ask("state_call", "Metadata_metadata_versions", "")).toBe(versions);
    expect(await ask("state_call", "SubnetInfoRuntimeApi_get_subnet_info", "0100", await best())).toBe(
      await ask("state_call", "SubnetInfoRuntimeApi_get_subnet_info", "0x0100"),
    );
  });

  it("each key that it asked for in one element, null where nothing is", async () => {
    const sets = await ask("state_queryStorageAt", [ABSENT, NUMBER], await best());
    const changes = [
      [ABSENT, null],
      [NUMBER, null],
    ];
    expect(sets).toEqual([{ block: net.genesisHash, changes }]);
  });

  it("the present value at once in a subscription, and none needs keys", async () => {
    for (const [method, end] of [
      ["state_subscribeStorage", "state_unsubscribeStorage"],
      ["chain_subscribeNewHeads", "chain_unsubscribeNewHeads"],
      ["chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads"],
      ["chain_subscribeAllHeads", "chain_unsubscribeAllHeads"],
      ["state_subscribeRuntimeVersion", "state_unsubscribeRuntimeVersion"],
    ] as const) {
      const id = await ask(method);
      expect((await raw.next()).params, method).toMatchObject({ subscription: id });
      expect(await ask(end, id)).toBe(true);
    }
  });

  describe("signatures that are checked as the chain checks them:", () => {
    const submit = async (extrinsic: { toHex(): string }) =>
      (await raw.call("author_submitExtrinsic", extrinsic.toHex())).error;
    const remark = (length: number, text = "61") => chain.api.tx.system.remark(`0x${text.repeat(length)}`);

    it("over the hash of what is longer than 256 bytes", async () => {
      for (const length of [100, 300]) {
        const nonce = (await ask("account_nextIndex", chain.alice.address)) as number;
        expect(await submit(await remark(length).signAsync(chain.alice, { nonce }))).toBeUndefined();
      }
      await net.mine();
      expect(await pending()).toBe(0);
    });

    it("in eras that the chain still knows, or none", async () => {
      const { api, alice, bob: other } = chain;
      const early = {
        blockHash: await best(),
        era: api.createType("ExtrinsicEra", { current: net.blockNumber, period: 4096 }),
      };
      const genesis = { blockHash: net.genesisHash, era: api.createType("ExtrinsicEra", { current: 0, period: 4096 }) };
      const late = await remark(2).signAsync(alice, { ...early, nonce: 2 });
      const ofGenesis = await remark(3).signAsync(other, { ...genesis, nonce: 0 });
      expect(await submit(await remark(1).signAsync(chain.pair("//Charlie"), { ...early, nonce: 0 }))).toBeUndefined();
      expect(await submit(await remark(1).signAsync(chain.pair("//Dave"), { era: 0, nonce: 0 }))).toBeUndefined();
      await net.mine(2403);
      expect(await submit(late)).toMatchObject({ code: 1010, data: "Transaction has an ancient birth block" });
      // The hash of genesis is never forgotten.
      expect(await submit(ofGenesis)).toBeUndefined();
      await net.mine();
      expect(await pending()).toBe(0);
    }, 60_000);

    it("for a genesis that stays as long as the folder does", async () => {
      const statePath = temporaryFolder();
      const options = { mode: "manual", statePath } as const;
      const first = await startLocalnet({ ...options, seed: "one" });
      await first.mine(3);
      await first.close();
      const second = await startLocalnet({ ...options });
      expect([second.genesisHash, second.blockNumber]).toEqual([first.genesisHash, 3]);
      await second.client.send("//Alice", second.client.tx.System.remark({ remark: Uint8Array.of(1) }));
      await second.close();
    });
  });

  it("genesis with number 0x0 and a parent of zeros", async () => {
    expect(await ask("chain_getHeader", net.genesisHash)).toMatchObject({ number: "0x0", parentHash: ABSENT });
    expect(await ask("chain_getBlock", net.genesisHash)).toMatchObject({ block: { extrinsics: [] } });
  });

  it("its transaction in the block byte for byte", async () => {
    const nonce = (await ask("account_nextIndex", chain.alice.address)) as number;
    const sent = (await chain.api.tx.system.remark("0x0102").signAsync(chain.alice, { nonce })).toHex();
    await ask("author_submitExtrinsic", sent);
    await net.mine();
    const { block } = (await ask("chain_getBlock")) as { block: { extrinsics: string[] } };
    expect(block.extrinsics.at(-1)).toBe(sent);
  });

  it("the events of an earlier block, and fresh ones in each", async () => {
    await client().send("//Alice", transfer(1n));
    const busy = await best();
    const then = await ask("state_getStorage", EVENTS, busy);
    await net.mine();
    const quiet = (await ask("state_getStorage", EVENTS)) as string;
    expect(quiet.length).toBeLessThan(String(then).length);
    expect(await ask("state_getStorage", EVENTS, busy)).toBe(then);
    await net.mine();
    expect(await ask("state_getStorage", EVENTS)).toHaveLength(quiet.length);
  });

  it("finality after inclusion", async () => {
    const nonce = (await ask("account_nextIndex", chain.alice.address)) as number;
    const sent = (await chain.api.tx.system.remark("0x0103").signAsync(chain.alice, { nonce })).toHex();
    await ask("author_submitAndWatchExtrinsic", sent);
    expect(await raw.notification()).toBe("ready");
    await net.mine();
    const hash = await best();
    expect(await raw.notification()).toEqual({ inBlock: hash });
    expect(await raw.notification()).toEqual({ finalized: hash });
    expect(await ask("chain_getFinalizedHead")).toBe(hash);
  });

  it("that an account without a balance can send what is free, and nothing else", async () => {
    const { netuid, miners } = await net.subnet({ miners: 1 });
    const { hotkey = "", hotkeyUri = "" } = miners[0] ?? {};
    const account = accountIdOf(hotkey);
    expect(client().query.System.Account.get(account)).toMatchObject({ providers: 0, data: { free: 0n } });
    const axon = {
      netuid,
      version: 1,
      ip: 3_232_235_786n,
      port: 8091,
      ip_type: 4,
      protocol: 4,
      placeholder1: 0,
      placeholder2: 0,
    };
    const { tx } = client();
    expect(await client().send(hotkeyUri, tx.SubtensorModule.serve_axon(axon))).toMatchObject({ fee: 0n });
    expect(client().query.System.Account.get(account)).toMatchObject({ nonce: 1, providers: 0, data: { free: 0n } });
    const paid = await failureOf(client().send(hotkeyUri, tx.System.remark({ remark: new Uint8Array() })));
    expect(paid).toMatchObject({ rpcCode: 1010, rpcData: expect.stringContaining("Inability to pay some fees") });
  });

  it("that 127.0.0.1 is no place for an axon, but 127.0.0.2 is", async () => {
    const { netuid, miners } = await net.subnet({ miners: 1 });
    const serve = (ip: bigint) => {
      const rest = { port: 8091, ip_type: 4, protocol: 4, placeholder1: 0, placeholder2: 0 };
      const call = client().tx.SubtensorModule.serve_axon({ netuid, version: 1, ip, ...rest });
      return failureOf(client().send(miners[0]?.hotkeyUri ?? "", call));
    };
    expect(await serve(0x7f00_0001n)).toMatchObject({ rpcCode: 1010, rpcData: "Custom error: 11" });
    expect(await serve(0x7f00_0002n)).toBeUndefined();
  });

  it("that a new subnet hides weights, and takes no stake before it is started", async () => {
    const fresh = await startLocalnet({ mode: "manual" });
    const { query, tx, send } = fresh.client;
    const hotkey = accountIdOf(chain.pair("//NewOwner").address);
    await send("//Alice", tx.SubtensorModule.register_network({ hotkey }));
    const netuid = 2;
    expect(query.SubtensorModule.CommitRevealWeightsEnabled.get(netuid)).toBe(true);
    const stake = tx.SubtensorModule.add_stake({ hotkey, netuid, amount_staked: TAO });
    const refused = { code: "localnet/call_failed", error: "SubtensorModule.SubtokenDisabled" };
    expect(await failureOf(send("//Alice", stake))).toMatchObject(refused);
    const weights = tx.SubtensorModule.set_weights({ netuid, dests: [0], weights: [1], version_key: 0n });
    const hidden = { error: "SubtensorModule.CommitRevealEnabled" };
    expect(await failureOf(send("//NewOwner", weights))).toMatchObject(hidden);
    await send("//Alice", tx.SubtensorModule.start_call({ netuid }));
    expect(await failureOf(send("//Alice", stake))).toBeUndefined();
    await fresh.close();
  });

  it("a key to shield transactions for, as btcli does with stake", async () => {
    await net.mine(3);
    expect(client().query.MevShield.NextKey.get()).toBeDefined();
  });

  it("a block when a transaction waits, where blocks are made on demand", async () => {
    const other = await startLocalnet({ mode: "instant" });
    const watcher = await connectRaw(other.url);
    await watcher.call("chain_subscribeNewHeads");
    expect(await watcher.notification()).toMatchObject({ number: "0x0" });
    await other.client.send("//Alice", other.client.tx.System.remark({ remark: Uint8Array.of(1) }));
    expect(await watcher.notification()).toMatchObject({ number: "0x1" });
    await watcher.close();
    await other.close();
  });

  it("amounts beyond 2^53 in SCALE only, but for the older methods", async () => {
    const price = await ask("subnetInfo_getLockCost");
    expect(price).toBeTypeOf("number");
    const fee = (await ask(
      "payment_queryInfo",
      (await chain.api.tx.system.remark("0x").signAsync(chain.alice)).toHex(),
    )) as {
      partialFee: unknown;
    };
    expect(fee.partialFee).toBeTypeOf("string");
  });

  it("an open socket after a method that is not there", async () => {
    expect((await raw.call("eth_chainId")).error).toMatchObject({ code: -32601 });
    expect(await ask("system_chain")).toBe("Bittensor");
  });
});
