import { describe, expect, it } from "vitest";
import { SubtensorClient } from "../../src/index.js";
import { useNetwork } from "./network.js";

const network = useNetwork();

describe("a connected client", () => {
  it("knows its chain", async () => {
    const { client, net } = network();
    expect(client.endpoint).toBe(net.url);
    expect(client.genesisHash).toHaveLength(32);
    expect(client.specVersion).toBeGreaterThan(0);
    expect(client.blockTimeMs).toBeGreaterThan(0);
  });

  it("follows blocks", async () => {
    const { client, net } = network();
    const seen: number[] = [];
    const stop = client.blocks.watch(({ number }) => seen.push(number));
    const before = net.blockNumber;
    await net.mine(3);
    const head = await client.blocks.waitFor(before + 3);
    stop();
    expect(head.hash).toMatch(/^0x[0-9a-f]{64}$/);
    expect(seen).toEqual([before, before + 1, before + 2, before + 3]);
    expect(await client.blocks.hashOf(head.number)).toBe(head.hash);
    expect(await client.blocks.hashOf(head.number + 1_000)).toBeUndefined();
    const newest = await client.blocks.head();
    expect(newest).toMatchObject(head);
    expect(newest.timestampMs).toBeGreaterThan(0);
    await net.mine(1);
    expect(seen).toHaveLength(4);
  });

  it("stops waiting for a block when told, or at the deadline", async () => {
    const { client, net } = network();
    await expect(client.blocks.waitFor(net.blockNumber + 1_000, { timeoutMs: 20 })).rejects.toMatchObject({
      data: { code: "chain/timeout" },
    });
    const signal = AbortSignal.timeout(20);
    await expect(client.blocks.waitFor(net.blockNumber + 1_000, { signal })).rejects.toThrow();
  });

  it("reads balances, one and many", async () => {
    const { client, alice, bob } = network();
    const unknown = "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM";
    expect((await client.balances.of(bob.address)).free).toBe(1_000_000_000_000_000n);
    const many = await client.balances.ofMany([alice.address, unknown, bob.address]);
    expect(many.map(({ free }) => free > 0n)).toEqual([true, false, true]);
    expect(await client.balances.of(unknown)).toEqual({ free: 0n, reserved: 0n, frozen: 0n, nonce: 0 });
  });

  it("says what the chain lacks, and what does not fit", async () => {
    const { client, alice } = network();
    const code = (expected: string) => ({ data: { code: expected } });
    await expect(client.chain.query("Nothing", "Here")).rejects.toMatchObject(code("chain/unsupported"));
    await expect(client.chain.runtimeCall("NoApi", "no_method")).rejects.toMatchObject(code("chain/unsupported"));
    expect(() => client.chain.constant("System", "Nothing")).toThrow(/no constant System.Nothing/);
    await expect(client.chain.submit("System", "fly", [], { signer: alice })).rejects.toMatchObject(
      code("chain/unsupported"),
    );
    await expect(client.balances.of("5Grwva")).rejects.toMatchObject(code("chain/invalid_argument"));
    await expect(client.chain.rpc("no_such_method")).rejects.toMatchObject({
      data: { code: "chain/rpc_error", rpcCode: -32601 },
    });
  });
});

describe("connecting", () => {
  it("names every endpoint that does not answer, and why", async () => {
    const endpoints = ["ws://127.0.0.1:1", "ws://127.0.0.1:2"];
    await expect(SubtensorClient.connect(endpoints)).rejects.toMatchObject({
      data: {
        code: "chain/unreachable",
        endpoints: endpoints.map((endpoint) => ({ endpoint, reason: expect.stringMatching(/ECONNREFUSED/) })),
      },
      remedy: expect.stringMatching(/node runs/),
    });
  });

  it("uses the first that answers", async () => {
    const { net } = network();
    const client = await SubtensorClient.connect(["ws://127.0.0.1:1", net.url]);
    expect(client.endpoint).toBe(net.url);
    await client.close();
  });

  it("shares the types of one runtime among clients", async () => {
    const { net, client } = network();
    const another = await SubtensorClient.connect(net.url);
    expect(another.chain.connection.runtime).toBe(client.chain.connection.runtime);
    await another.close();
  });
});
