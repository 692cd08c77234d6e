import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { accountIdOf, devAccounts, type Localnet, startLocalnet } from "../src/index.js";

const addressOf = (name: string): string => devAccounts.find((account) => account.name === name)?.address ?? "";

describe("the client in the process", () => {
  let net: Localnet;
  const bob = accountIdOf(addressOf("//Bob"));
  const alice = accountIdOf(addressOf("//Alice"));

  beforeAll(async () => {
    net = await startLocalnet({ mode: "manual" });
  });
  afterAll(() => net.close());

  const free = (account: typeof bob) => net.client.query.System.Account.get(account).data.free;

  it("reads storage with the types of its declaration", () => {
    const { query } = net.client;
    expect(query.SubtensorModule.Tempo.get(1)).toBe(100);
    expectTypeOf(query.SubtensorModule.Tempo.get(1)).toEqualTypeOf<number>();
    expect(query.SubtensorModule.NetworksAdded.entries().map(([[netuid]]) => netuid)).toEqual([0, 1]);
    expect(query.Balances.TotalIssuance.get()).toBeGreaterThan(0n);
    expect(net.client.constant("Balances", "ExistentialDeposit")).toBe(500n);
    expect(net.client.call("SubnetInfoRuntimeApi", "get_subnet_hyperparams", { netuid: 1 })).toMatchObject({
      tempo: 100,
    });
    const { constant, call } = net.client;
    expectTypeOf(constant("Balances", "ExistentialDeposit")).toEqualTypeOf<bigint>();
    expectTypeOf(constant("System", "BlockWeights").max_block.ref_time).toEqualTypeOf<bigint>();
    expectTypeOf(call("SubnetInfoRuntimeApi", "get_subnet_hyperparams", { netuid: 1 })?.tempo).toEqualTypeOf<
      number | undefined
    >();
    expectTypeOf(call("SwapRuntimeApi", "current_alpha_price", { netuid: 1 })).toEqualTypeOf<bigint>();
    expectTypeOf(call("Core", "version").spec_version).toEqualTypeOf<number>();
    // @ts-expect-error: a parameter that the method does not have.
    call("SwapRuntimeApi", "current_alpha_price", { subnet: 1, netuid: 1 });
  });

  it("signs a call, makes its block, and tells what happened", async () => {
    const before = free(bob);
    const { tx, at } = net.client;
    const sent = await net.client.send(
      "//Alice",
      tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: bob }, value: 7n }),
    );
    expect(free(bob) - before).toBe(7n);
    expect(sent.call).toBe("Balances.transfer_keep_alive");
    expect(sent.blockNumber).toBe(net.blockNumber);
    expect(sent.fee).toBeGreaterThan(0n);
    expect(sent.events.some(({ type, value }) => type === "Balances" && value.type === "Transfer")).toBe(true);
    expect(at(sent.blockNumber - 1).query.System.Account.get(bob).data.free).toBe(before);
    expect(net.client.nonceOf(alice)).toBe(1);
  });

  it("gives calls that are sent side by side nonces of their own", async () => {
    const before = free(bob);
    const call = net.client.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: bob }, value: 5n });
    await Promise.all([1, 2, 3].map(() => net.client.send("//Alice", call)));
    expect(free(bob) - before).toBe(15n);
  });

  it("fails with the chain's error, whose fee is paid", async () => {
    const before = free(bob);
    const call = net.client.tx.SubtensorModule.start_call({ netuid: 99 });
    await expect(net.client.send("//Bob", call)).rejects.toMatchObject({
      data: { code: "localnet/call_failed", call: "SubtensorModule.start_call" },
    });
    expect(free(bob)).toBeLessThan(before);
  });

  it("passes on what the pool refuses, and goes on", async () => {
    const value = 10n ** 20n;
    const call = net.client.tx.System.remark({ remark: new Uint8Array(3) });
    await expect(net.client.send("//NobodyHasThis", call)).rejects.toMatchObject({ data: { code: "localnet/rpc" } });
    await expect(net.client.send("//Alice", call, { tip: value })).rejects.toThrow();
    await net.client.send("//Alice", call);
  });

  it("names what the runtime does not have", () => {
    for (const ask of [
      () => net.client.call("NoApi" as "Core", "none" as "version"),
      () => net.client.constant("Balances", "None" as never),
      () => net.client.at(1_000_000),
    ]) {
      expect(ask).toThrowError(
        expect.objectContaining({ data: expect.objectContaining({ code: "localnet/unknown_name" }) }),
      );
    }
  });

  it("waits for the block that others make", async () => {
    const other = await startLocalnet({ mode: "instant" });
    const { client } = other;
    const sent = await client.send("//Alice", client.tx.System.remark({ remark: Uint8Array.of(1) }));
    expect(sent.blockNumber).toBe(1);
    await other.close();
  });
});
