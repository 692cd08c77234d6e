import type { Signer } from "@taostack/wallet";
import { describe, expect, it } from "vitest";
import { type Decision, NeuronService, TextService, ValidatorService } from "../src/index.js";
import {
  alice,
  bob,
  charlie,
  collect,
  connectAlice,
  countToThree,
  failureOf,
  netuid,
  startBob,
  text,
  validator,
} from "./support.js";

const HANDSHAKE = NeuronService.methods.handshake.path;

describe("a handshake is refused", () => {
  const refusal = async (
    serverOptions: Parameters<typeof startBob>[0],
    clientOptions: Parameters<typeof connectAlice>[1],
  ) => failureOf(connectAlice(await startBob(serverOptions), clientOptions));

  it.each([
    ["by a neuron of another chain", { genesisHash: new Uint8Array(32).fill(8) }, "wrong_network"],
    ["by a neuron of another subnet", { netuid: netuid + 1 }, "wrong_netuid"],
    ["by a neuron with another hotkey", { peerHotkey: charlie.address }, "wrong_hotkey"],
    [
      "if the caller's hotkey is not its own",
      { signer: { ...pick(alice), publicKey: charlie.publicKey } },
      "bad_signature",
    ],
    ["if the caller's clock is late", { now: () => Date.now() - 61_000 }, "clock_skew"],
    ["if the caller's clock is early", { now: () => Date.now() + 61_000 }, "clock_skew"],
    ["if the caller has no clock", { now: () => Number.NaN }, "clock_skew"],
  ])("%s", async (_case, clientOptions, reason) => {
    const error = await refusal({}, clientOptions);
    expect(error).toMatchObject({ data: { code: "protocol/unauthenticated", reason } });
  });

  it("by a caller that meets someone with Bob's public key but not his secret", async () => {
    const impostor = { ...pick(charlie), publicKey: bob.publicKey };
    const error = await refusal({ signer: impostor }, {});
    expect(error).toMatchObject({ data: { code: "protocol/unauthenticated", reason: "bad_signature" } });
  });

  it("by a caller whose own limit on skew is narrower, which says by how much", async () => {
    const server = { now: () => Date.now() + 10_000 };
    const error = await refusal(server, { limits: { maxClockSkewMs: 5_000 } });
    expect(error).toMatchObject({ data: { code: "protocol/unauthenticated", reason: "clock_skew" } });
    expect(String(error)).toMatch(/differs from this machine's by \d+ ms/);
  });

  it.each(["permission_denied", "resource_exhausted"] as const)(
    "with %s if the neuron decides so",
    async (decision) => {
      const asked: unknown[] = [];
      const authorize = (peer: unknown, method: string): Decision => {
        asked.push([peer, method]);
        return decision;
      };
      const error = await refusal({ authorize }, {});
      expect(error).toMatchObject({ data: { code: `protocol/${decision}` } });
      expect(asked).toEqual([[{ hotkey: alice.address }, HANDSHAKE]]);
    },
  );

  it("before anyone is asked, if the signature is wrong", async () => {
    let asked = 0;
    const authorize = () => {
      asked++;
      return "allow" as const;
    };
    await refusal({ authorize }, { signer: { ...pick(alice), publicKey: charlie.publicKey } });
    expect(asked).toBe(0);
  });

  it("when too many are under way", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = { ...pick(bob), sign: async (message: Uint8Array) => held.then(() => bob.sign(message)) };
    const server = await startBob({ signer: slow, limits: { maxConcurrentHandshakes: 1 } });
    const first = connectAlice(server);
    await expect
      .poll(async () => ((await failureOf(connectAlice(server, { timeoutMs: 200 }))) as { data?: unknown }).data)
      .toMatchObject({ code: "protocol/resource_exhausted", reason: "too_many_calls" });
    release();
    await first;
  });

  it("when the neuron takes too long to answer", async () => {
    const never = { ...pick(bob), sign: () => new Promise<never>(() => undefined) };
    const error = await refusal({ signer: never }, { timeoutMs: 150 });
    expect(error).toMatchObject({ data: { code: "protocol/deadline_exceeded" } });
    const slow = await refusal({ signer: never, limits: { handshakeTimeoutMs: 150 } }, {});
    expect(slow).toMatchObject({ data: { code: "protocol/deadline_exceeded" } });
  });
});

describe("a call is refused", () => {
  it.each(["permission_denied", "resource_exhausted"] as const)("with %s, method by method", async (decision) => {
    const authorize = async (_peer: unknown, method: string): Promise<Decision> =>
      method.startsWith("/taostack.v1.Text/") ? decision : "allow";
    const channel = await connectAlice(await startBob({ authorize }));
    const error = await failureOf(collect(channel.client(TextService).generate({})));
    expect(error).toMatchObject({ data: { code: `protocol/${decision}`, verified: true } });
    expect(await channel.client(NeuronService).describe({})).toMatchObject({ role: "miner" });
  });

  it("as the neuron's own failure when it cannot decide", async () => {
    const authorize = (_peer: unknown, method: string): Decision => {
      if (method === HANDSHAKE) return "allow";
      throw new Error("the metagraph is not there");
    };
    const channel = await connectAlice(await startBob({ authorize }));
    const error = await failureOf(channel.client(NeuronService).describe({}));
    expect(error).toMatchObject({ data: { code: "protocol/internal", verified: true }, message: "internal error" });
  });

  it("before it is sent, if it is longer than the neuron takes", async () => {
    const channel = await connectAlice(await startBob({ limits: { maxRequestBytes: 1_000 } }));
    const generate = (length: number) => collect(channel.client(TextService).generate({ model: "x".repeat(length) }));
    expect(await failureOf(generate(1_000))).toMatchObject({
      data: { code: "protocol/resource_exhausted", reason: "too_large" },
    });
    expect(await generate(997)).toHaveLength(3);
  });

  it("if the reply is longer than the neuron may send", async () => {
    const generate = async function* () {
      yield { tokens: [{ text: "x".repeat(2_000) }] };
    };
    const channel = await connectAlice(
      await startBob({ services: [text({ generate })], limits: { maxResponseBytes: 1_000 } }),
    );
    const error = await failureOf(collect(channel.client(TextService).generate({})));
    expect(error).toMatchObject({ data: { code: "protocol/resource_exhausted", reason: "too_large", verified: true } });
  });

  it("if the reply is longer than the caller takes", async () => {
    const scores = async () => ({ scores: [{ explanation: "x".repeat(2_000) }] });
    const server = await startBob({ services: [validator({ scores })] });
    const channel = await connectAlice(server, { limits: { maxResponseBytes: 1_000 } });
    const error = await failureOf(channel.client(ValidatorService).scores({}));
    expect(error).toMatchObject({
      data: { code: "protocol/resource_exhausted", reason: "too_large", verified: false },
    });
  });

  it("at once, when the neuron has too many in progress", async () => {
    const release: (() => void)[] = [];
    const scores = () => new Promise<object>((resolve) => release.push(() => resolve({})));
    const server = await startBob({ services: [validator({ scores })], limits: { maxConcurrentCalls: 2 } });
    const channel = await connectAlice(server);
    const client = channel.client(ValidatorService);
    const held = [client.scores({}), client.scores({})];
    await expect.poll(() => release.length).toBe(2);
    expect(await failureOf(client.scores({}))).toMatchObject({
      data: { code: "protocol/resource_exhausted", reason: "too_many_calls", verified: true },
    });
    for (const end of release) end();
    await Promise.all(held);
    expect(await client.status({})).toMatchObject({ version: "" });
  });

  it("at once, when the channel has too many in progress", async () => {
    const channel = await connectAlice(await startBob({ services: [countToThree(), validator({})] }), {
      limits: { maxConcurrentCalls: 1 },
    });
    const stream = channel.client(TextService).generate({});
    await stream.next();
    expect(await failureOf(channel.client(ValidatorService).status({}))).toMatchObject({
      data: { code: "protocol/resource_exhausted", reason: "too_many_calls", verified: false },
    });
    await stream.return();
    await channel.client(ValidatorService).status({});
  });

  it("if the neuron does not serve it", async () => {
    const channel = await connectAlice(await startBob());
    const error = await failureOf(channel.client(ValidatorService).status({}));
    expect(error).toMatchObject({ data: { code: "protocol/unimplemented" } });
  });
});

describe("connections", () => {
  it("beyond the bound are closed, and the place is free again afterwards", async () => {
    const server = await startBob({ limits: { maxConnectionsPerAddress: 1 } });
    const first = await connectAlice(server);
    expect(await failureOf(connectAlice(server))).toMatchObject({ data: { code: "protocol/unavailable" } });
    first.close();
    await expect.poll(async () => (await connectAlice(server)).closed).toBe(false);
  });
});

/** The keypair as a plain signer, to be altered by spreading. */
function pick(keypair: Signer): Signer {
  return { address: keypair.address, publicKey: keypair.publicKey, sign: (message) => keypair.sign(message) };
}
