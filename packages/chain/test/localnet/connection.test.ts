import { startLocalnet } from "@taostack/localnet";
import { rao } from "@taostack/primitives";
import type { Signer } from "@taostack/wallet";
import { afterEach, describe, expect, it } from "vitest";
import { SubtensorClient } from "../../src/index.js";
import { TcpRelay } from "../../src/testing/index.js";
import { useNetwork } from "./network.js";

const network = useNetwork({ mode: "manual" });
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startRelay(url: string): Promise<TcpRelay> {
  const relay = await TcpRelay.start(url);
  closing.push(() => relay.stop());
  return relay;
}

async function connect(target: string | string[], options = {}): Promise<SubtensorClient> {
  const client = await SubtensorClient.connect(target, { staleAfterMs: 200, timeoutMs: 5_000, ...options });
  closing.push(() => client.close());
  return client;
}

const code = (expected: string) => ({ data: { code: expected } });

describe("when the connection fails", () => {
  it("leaves a socket that is half dead, finishes reads, and goes on watching", async () => {
    const { net, alice } = network();
    const relay = await startRelay(net.url);
    const client = await connect(relay.url);
    const seen: number[] = [];
    client.blocks.watch(({ number }) => seen.push(number));
    relay.freeze();
    await net.mine(2);
    const [balance] = await Promise.all([
      client.balances.of(alice.address),
      client.blocks.waitFor(net.blockNumber, { timeoutMs: 10_000 }),
    ]);
    expect(balance.free).toBeGreaterThan(0n);
    await net.mine(1);
    await client.blocks.waitFor(net.blockNumber, { timeoutMs: 10_000 });
    expect(seen.at(-1)).toBe(net.blockNumber);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("comes back after a cut, and after a while without a node", async () => {
    const { net, alice } = network();
    const relay = await startRelay(net.url);
    const client = await connect(relay.url);
    relay.cut();
    expect((await client.balances.of(alice.address)).free).toBeGreaterThan(0n);
    relay.refuse(true);
    const read = client.balances.of(alice.address);
    relay.refuse(false);
    expect((await read).free).toBeGreaterThan(0n);
  });

  it("moves to another endpoint of the same chain", async () => {
    const { net, alice } = network();
    const [first, second] = [await startRelay(net.url), await startRelay(net.url)];
    const client = await connect([first.url, second.url], { staleAfterMs: 60_000 });
    expect(client.endpoint).toBe(first.url);
    await first.stop();
    expect((await client.balances.of(alice.address)).free).toBeGreaterThan(0n);
    expect(client.endpoint).toBe(second.url);
  });

  it("does not move to another chain", async () => {
    const { net, alice } = network();
    const other = await startLocalnet({ mode: "manual", seed: "another chain" });
    closing.push(() => other.stop());
    const relay = await startRelay(net.url);
    const client = await connect([relay.url, other.url], { callTimeoutMs: 1_500, staleAfterMs: 60_000 });
    await relay.stop();
    const failure = await client.balances.of(alice.address).catch((error: unknown) => error);
    expect(failure).toMatchObject(code("chain/unreachable"));
    expect(JSON.stringify((failure as { data: unknown }).data)).toMatch(/another chain/);
  });

  it("keeps an only node that is well but idle", async () => {
    const { net } = network();
    const relay = await startRelay(net.url);
    const warnings: string[] = [];
    const logger = {
      debug() {},
      info() {},
      warn: (text: string) => warnings.push(text),
      error() {},
      child: () => logger,
    };
    const client = await connect(relay.url, { staleAfterMs: 250, logger });
    await expect(client.blocks.waitFor(net.blockNumber + 1, { timeoutMs: 900 })).rejects.toMatchObject(
      code("chain/timeout"),
    );
    expect(warnings).toEqual([]);
    expect(relay.connections).toBe(1);
  });
});

describe("writes over a failing connection", () => {
  it("are found in the block, and not sent twice", async () => {
    const { net, alice, bob } = network();
    const relay = await startRelay(net.url);
    const client = await connect(relay.url);
    const before = await client.balances.of(bob.address);
    const transfer = client.balances.transfer({ signer: alice, to: bob.address, amount: 1_000_000_000n as never });
    await expect
      .poll(async () => (await network().client.chain.rpc<unknown[]>("author_pendingExtrinsics")).length)
      .toBe(1);
    relay.cut();
    await net.mine(2);
    const receipt = await transfer;
    expect(receipt.blockNumber).toBe(net.blockNumber - 1);
    expect((await client.balances.of(bob.address)).free).toBe(before.free + 1_000_000_000n);
  });
});

describe("a connection that is lost in mid-submit", () => {
  const TAO = rao(1_000_000_000n);

  /** A transfer whose relay fails between signing and sending. */
  async function transferThrough(fail: (relay: TcpRelay) => void, options: { timeoutMs?: number } = {}) {
    const { net, alice, bob } = network();
    const relay = await startRelay(net.url);
    const client = await connect(relay.url);
    const before = await stateOf();
    const signer: Signer = {
      ...alice,
      sign: (message) => {
        fail(relay);
        return alice.sign(message);
      },
    };
    const sent = client.balances.transfer({ signer, to: bob.address, amount: TAO, ...options });
    // Its failure is looked at later.
    sent.catch(() => undefined);
    return { relay, sent, before };
  }

  async function stateOf() {
    const { client, alice, bob } = network();
    const [{ nonce }, { free }] = await client.balances.ofMany([alice.address, bob.address]).then(pair);
    return { nonce, free, waiting: (await client.chain.rpc<unknown[]>("author_pendingExtrinsics")).length };
  }
  const pair = <T>([first, second]: T[]): [T, T] => [first!, second!];

  it("after the node took it, and before it said so: it is found, and not sent again", async () => {
    const { relay, sent, before } = await transferThrough((through) => through.mute());
    await expect.poll(async () => (await stateOf()).waiting).toBe(1);
    relay.cut();
    await network().net.mine(2);
    expect((await sent).blockNumber).toBe(network().net.blockNumber - 1);
    expect(await stateOf()).toEqual({ nonce: before.nonce + 1, free: before.free + TAO, waiting: 0 });
  });

  it("before the node got it: it is not sent again, and said to be over once it is", async () => {
    const { sent, before } = await transferThrough((through) => through.freeze());
    await network().net.mine(70);
    await expect(sent).rejects.toMatchObject({
      data: {
        code: "chain/timeout",
        what: "Balances.transfer_keep_alive",
        extrinsicHash: expect.stringMatching(/^0x/),
      },
      remedy: expect.stringMatching(/^Send it again/),
    });
    expect(await stateOf()).toEqual({ ...before, waiting: 0 });
  });

  it("and no block comes in time: its hash is told, as it may still be included", async () => {
    const { relay, sent, before } = await transferThrough((through) => through.mute(), { timeoutMs: 1_500 });
    await expect.poll(async () => (await stateOf()).waiting).toBe(1);
    relay.cut();
    const failure = (await sent.catch((error: unknown) => error)) as {
      data: { extrinsicHash: string };
      remedy: string;
    };
    expect(failure).toMatchObject(code("chain/timeout"));
    expect(failure.remedy).toContain(failure.data.extrinsicHash);
    await network().net.mine(1);
    expect(await stateOf()).toEqual({ nonce: before.nonce + 1, free: before.free + TAO, waiting: 0 });
  });
});

describe("closing", () => {
  it("ends what waits, and can be done twice", async () => {
    const { net, alice } = network();
    const relay = await startRelay(net.url);
    const client = await connect(relay.url);
    relay.refuse(true);
    const waiting = expect(client.balances.of(alice.address)).rejects.toMatchObject(code("chain/closed"));
    await client.close();
    await waiting;
    await client.close();
    await expect(client.blocks.head()).rejects.toMatchObject(code("chain/closed"));
  });

  it("leaves no timer and no socket", async () => {
    const { net } = network();
    const resources = () =>
      process
        .getActiveResourcesInfo()
        .filter((name) => /^(TCPSocketWrap|Timeout)$/.test(name))
        .sort();
    const before = resources();
    const client = await SubtensorClient.connect(net.url);
    client.blocks.watch(() => undefined);
    await client.close();
    await expect.poll(resources).toEqual(before);
  });
});
