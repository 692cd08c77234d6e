import { createKeypairFromUri } from "@taostack/wallet";
import { createClient } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startLocalnet } from "../src/index.js";
import { connectRaw } from "./support/rpc.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const DAVE = "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy";

interface FollowEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}

describe("the newer JSON-RPC groups", () => {
  it("serve polkadot-api: storage, constants, runtime calls, a transaction, its events, the error of another", async () => {
    const net = await startLocalnet({ mode: "instant" });
    const client = createClient(
      getWsProvider(net.url, { websocketClass: WebSocket as unknown as typeof globalThis.WebSocket }),
    );
    const alice = await createKeypairFromUri("//Alice");
    const signer = getPolkadotSigner(alice.publicKey, "Sr25519", (message) => alice.sign(message));
    const api = client.getUnsafeApi();
    expect((await client.getChainSpecData()).genesisHash).toBe(net.genesisHash);
    const free = async (address: string): Promise<bigint> => {
      const account = (await api.query.System?.Account?.getValue(address)) as { data: { free: bigint } };
      return account.data.free;
    };
    const before = await free(DAVE);
    const transfer = api.tx.Balances?.transfer_keep_alive?.({ dest: { type: "Id", value: DAVE }, value: 5_000n });
    const { ok, block, events = [] } = (await transfer?.signAndSubmit(signer)) ?? {};
    expect([ok, block?.number]).toEqual([true, 1]);
    expect(events.map(({ type, value }) => `${type}.${value.type}`)).toContain("Balances.Transfer");
    const recorded = (await api.query.System?.Events?.getValue()) as { event: { type: string } }[];
    expect(recorded.map(({ event }) => event.type)).toContain("TransactionPayment");
    const parameters = await api.apis.SubnetInfoRuntimeApi?.get_subnet_hyperparams?.(1);
    expect(parameters).toMatchObject({ tempo: 100 });
    expect(await api.constants.Balances?.ExistentialDeposit?.()).toBe(500n);
    const failing = api.tx.SubtensorModule?.start_call?.({ netuid: 4_242 });
    const { dispatchError } = ((await failing?.signAndSubmit(signer)) ?? {}) as { dispatchError?: unknown };
    expect(dispatchError).toEqual({
      type: "Module",
      value: { type: "SubtensorModule", value: { type: "SubnetNotExists" } },
    });
    expect((await free(DAVE)) - before).toBe(5_000n);
    expect(await api.query.System?.Account?.getEntries()).not.toHaveLength(0);
    expect(await free(ALICE)).toBeGreaterThan(0n);
    client.destroy();
    await net.stop();
  });

  it("tell of blocks, keep them until they are let go of, and stop when the chain goes back", async () => {
    const net = await startLocalnet({ mode: "manual" });
    const raw = await connectRaw(net.url);
    const { result: id } = await raw.call("chainHead_v1_follow", true);
    const event = () => raw.notification<FollowEvent>();
    expect(await event()).toMatchObject({ event: "initialized", finalizedBlockHashes: [net.genesisHash] });
    expect((await event()).event).toBe("bestBlockChanged");
    const point = net.snapshot();
    await net.mine(1);
    const { blockHash } = await event();
    expect([(await event()).event, (await event()).event]).toEqual(["bestBlockChanged", "finalized"]);
    expect((await raw.call("chainHead_v1_body", id, blockHash)).result).toMatchObject({ result: "started" });
    expect(await event()).toMatchObject({ event: "operationBodyDone" });
    expect((await raw.call("chainHead_v1_call", id, blockHash, "Core_nothing", "0x")).result).toMatchObject({
      result: "started",
    });
    expect(await event()).toMatchObject({ event: "operationError" });
    expect((await raw.call("chainHead_v1_unpin", id, [blockHash])).result).toBeNull();
    expect((await raw.call("chainHead_v1_header", id, blockHash)).error).toMatchObject({ code: -32801 });
    net.revert(point);
    expect((await event()).event).toBe("stop");
    expect((await raw.call("chainHead_v1_body", id, blockHash)).result).toEqual({ result: "limitReached" });
    await raw.close();
    await net.stop();
  });
});
