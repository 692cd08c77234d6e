import { encodeAddress } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { startLocalnet } from "../src/index.js";
import { startTestChain } from "./support/api.js";
import { connectRaw } from "./support/rpc.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const DAVE = "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy";
// An address of no key that anybody has.
const NOBODY = encodeAddress(new Uint8Array(32).fill(7));

describe("the dev_ methods", () => {
  it("mine, fund, set the time, snapshot, revert and set the seed", async () => {
    const net = await startLocalnet({ mode: "manual" });
    const raw = await connectRaw(net.url);
    const result = async (method: string, ...params: unknown[]) => (await raw.call(method, ...params)).result;
    await result("dev_mine", 3);
    expect(net.blockNumber).toBe(3);
    const point = await result("dev_snapshot");
    await result("dev_fund", NOBODY, "18000000000000000000");
    await result("dev_setTime", "2031-01-01T00:00:00Z");
    await result("dev_mine");
    const moment = (await result(
      "state_getStorage",
      "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb",
    )) as string;
    expect(Buffer.from(moment.slice(2), "hex").readBigUInt64LE()).toBe(BigInt(Date.parse("2031-01-01T00:00:00Z")));
    const usual = await result("dev_mine");
    await result("dev_revert", point);
    expect(net.blockNumber).toBe(3);
    await result("dev_setSeed", "other");
    await result("dev_mine", 2);
    expect(await result("chain_getBlockHash")).not.toBe(usual);
    expect((await raw.call("dev_revert", 77)).error).toMatchObject({ code: -32602 });
    await raw.close();
    await net.stop();
  });

  it("carry a state to another chain, which goes on with its own genesis", async () => {
    const [one, two] = await Promise.all([
      startLocalnet({ mode: "manual" }),
      startLocalnet({ mode: "manual", seed: "two" }),
    ]);
    await one.mine(5);
    const [from, to] = await Promise.all([connectRaw(one.url), connectRaw(two.url)]);
    const { result: dump } = await from.call("dev_dumpState");
    const { result: head } = await to.call("dev_loadState", dump);
    expect(head).toBe((await from.call("chain_getBlockHash")).result);
    expect((await to.call("chain_getBlockHash", 0)).result).toBe(two.genesisHash);
    await two.mine(1);
    expect(two.blockNumber).toBe(6);
    for (const wrong of [undefined, {}, { version: 1, header: "0x00", extrinsics: [], state: [] }]) {
      expect((await to.call("dev_loadState", wrong)).error).toMatchObject({ code: -32602 });
    }
    await Promise.all([from.close(), to.close()]);
    await Promise.all([one.stop(), two.stop()]);
  });

  it("make blocks up to the next epoch of a subnet", async () => {
    const net = await startLocalnet({ mode: "manual", tempo: 12 });
    await net.mineToEpoch(1);
    const first = net.blockNumber;
    await net.mineToEpoch(1);
    expect(net.blockNumber - first).toBe(12);
    await expect(net.mineToEpoch(44)).rejects.toMatchObject({ data: { code: "localnet/no_epoch", netuid: 44 } });
    await net.stop();
  });

  it("let anybody's account act", async () => {
    const chain = await startTestChain({ mode: "manual" });
    const { net, api } = chain;
    net.fund(NOBODY, 10_000_000_000n);
    const call = api.tx.balances.transferKeepAlive(DAVE, 1_000_000_000n).method.toHex();
    expect(() => net.sendAs(NOBODY, call)).toThrowError(
      expect.objectContaining({ data: expect.objectContaining({ rpcCode: 1010 }) }),
    );
    net.impersonate(NOBODY);
    net.sendAs(NOBODY, call);
    net.sendAs(NOBODY, call);
    await net.mine();
    const { nonce } = (await api.query.system!.account!(NOBODY)) as unknown as { nonce: { toNumber(): number } };
    expect(nonce.toNumber()).toBe(2);
    net.impersonate(NOBODY, false);
    expect(() => net.sendAs(NOBODY, call)).toThrowError();
    await chain.close();
  });
});

describe("modes", () => {
  it("change while the chain runs", async () => {
    const chain = await startTestChain({ mode: "manual" });
    const { net, api, alice } = chain;
    const raw = await connectRaw(net.url);
    await raw.call("chain_subscribeNewHeads");
    const nextBlock = async () => Number((await raw.notification<{ number: string }>()).number);
    expect(await nextBlock()).toBe(0);
    const submit = async (count: number) => {
      const first = (await api.rpc.system.accountNextIndex(ALICE)).toNumber();
      for (let index = 0; index < count; index += 1) {
        await api.tx.balances
          .transferKeepAlive(DAVE, 1n)
          .signAsync(alice, { nonce: first + index })
          .then((signed) => signed.send());
      }
    };
    await submit(3);
    net.setMode("per-transaction");
    expect([await nextBlock(), await nextBlock(), await nextBlock()]).toEqual([1, 2, 3]);
    net.setMode("manual");
    await submit(2);
    expect([net.mode, net.blockNumber]).toEqual(["manual", 3]);
    net.setMode("instant");
    expect(await nextBlock()).toBe(4);
    const hash = await api.rpc.chain.getBlockHash(4);
    expect((await api.rpc.chain.getBlock(hash)).block.extrinsics.filter(({ isSigned }) => isSigned)).toHaveLength(2);
    expect((await raw.call("dev_setMode", "interval", 5)).result).toBe("interval");
    expect([await nextBlock(), await nextBlock()]).toEqual([5, 6]);
    expect((await raw.call("dev_setMode", "sometimes")).error).toMatchObject({ code: -32602 });
    await raw.close();
    await chain.close();
  });
});
