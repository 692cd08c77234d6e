import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { land, startTestChain, type TestChain } from "./support/api.js";

let chain: TestChain;
beforeAll(async () => {
  chain = await startTestChain();
});
afterAll(() => chain.close());

describe("an unchanged client", () => {
  const balanceOf = async (address: string): Promise<bigint> =>
    (await chain.api.query.system.account(address)).data.free.toBigInt();

  it("acts through a proxy, whose fees the principal may pay", async () => {
    const { api, alice, bob } = chain;
    await land(api, api.tx.proxy!.addProxy!(bob.address, "Any", 0), alice);
    await land(api, api.tx.proxy!.setRealPaysFee!(bob.address, true), alice);
    const before = await balanceOf(bob.address);
    const transfer = api.tx.balances.transferKeepAlive(chain.pair("//Someone").address, 1_000_000_000n);
    const landed = await land(api, api.tx.proxy!.proxy!(alice.address, null, transfer), bob);
    expect(landed.error).toBeUndefined();
    expect(landed.eventNames).toContain("Proxy.ProxyExecuted");
    expect(await balanceOf(bob.address)).toBe(before);
    const paid = landed.events.find(({ event }) => event.method === "TransactionFeePaid");
    expect(paid?.event.data[0]?.toString()).toBe(alice.address);
  });

  it("reads the account that it made from the event", async () => {
    const { api, alice } = chain;
    const landed = await land(api, api.tx.proxy!.createPure!("Any", 0, 3), alice);
    const made = landed.events.find(({ event }) => event.method === "PureCreated");
    const pure = made?.event.data[0]?.toString() ?? "";
    const stored = (await api.query.proxy!.proxies!(pure)).toJSON() as [{ delegate: string }[], number];
    expect(stored[0][0]?.delegate).toBe(alice.address);
  });
});
