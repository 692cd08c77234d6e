import { describe, expect, it } from "vitest";
import { NeuronService, TextService, ValidatorService } from "../src/index.js";
import { collect, connectAlice, countToThree, failureOf, startBob, validator } from "./support.js";

/** Counts the sessions that a neuron opens. */
function counting() {
  const count = { handshakes: 0 };
  const authorize = (_peer: unknown, method: string) => {
    if (method === NeuronService.methods.handshake.path) count.handshakes++;
    return "allow" as const;
  };
  return { count, authorize };
}

describe("a session", () => {
  it("that the neuron lost in a restart is replaced, by one handshake for all calls", async () => {
    const first = await startBob();
    const channel = await connectAlice(first);
    const client = channel.client(TextService);
    expect(await collect(client.generate({}))).toHaveLength(3);
    await first.stop();
    const { count, authorize } = counting();
    await startBob({ port: first.port, authorize });
    const answers = await Promise.all(Array.from({ length: 20 }, () => collect(client.generate({}))));
    expect(answers.map((chunks) => chunks.length)).toEqual(Array(20).fill(3));
    expect(count.handshakes).toBe(1);
  });

  it("is renewed before it expires, and refused afterwards", async () => {
    let time = 1_700_000_000_000;
    const now = () => time;
    const { count, authorize } = counting();
    const server = await startBob({ authorize, now, limits: { sessionLifetimeMs: 1_000_000 } });
    const channel = await connectAlice(server, { now });
    const describeSelf = () => channel.client(NeuronService).describe({});
    await describeSelf();
    time += 899_999;
    await describeSelf();
    expect(count.handshakes).toBe(1);
    time += 1;
    await describeSelf();
    expect(count.handshakes).toBe(2);

    const slow = await connectAlice(server, { now: () => 1_700_000_900_000 });
    time += 1_000_000;
    // Its clock stands still: only the neuron's word makes it open another session, which its clock then spoils.
    expect(await failureOf(slow.client(NeuronService).describe({}))).toMatchObject({
      data: { code: "protocol/unauthenticated", reason: "clock_skew" },
    });
  });

  it("gives way when its hotkey opens too many", async () => {
    const { count, authorize } = counting();
    const server = await startBob({ authorize, limits: { maxSessionsPerPeer: 2 } });
    const channels = [await connectAlice(server), await connectAlice(server), await connectAlice(server)];
    expect(count.handshakes).toBe(3);
    for (const channel of channels.slice(1)) await channel.client(NeuronService).describe({});
    expect(count.handshakes).toBe(3);
    await channels[0]!.client(NeuronService).describe({});
    expect(count.handshakes).toBe(4);
  });

  it("does not make a call twice that had begun when the neuron went down", async () => {
    let begun = 0;
    const scores = () => {
      begun++;
      return new Promise<never>(() => undefined);
    };
    const server = await startBob({ services: [validator({ scores })], limits: { drainMs: 0 } });
    const channel = await connectAlice(server);
    const failure = failureOf(channel.client(ValidatorService).scores({}));
    await expect.poll(() => begun).toBe(1);
    await server.stop();
    await startBob({ port: server.port, services: [validator({ scores })] });
    expect(await failure).toMatchObject({ data: { code: "protocol/unavailable" } });
    expect(begun).toBe(1);
  });

  it("that cannot be opened again fails the calls that need it, and is tried again by the next", async () => {
    let allow = true;
    const authorize = () => (allow ? ("allow" as const) : ("permission_denied" as const));
    const first = await startBob({ authorize });
    const channel = await connectAlice(first);
    await first.stop();
    allow = false;
    await startBob({ port: first.port, authorize });
    const client = channel.client(TextService);
    expect(await failureOf(collect(client.generate({})))).toMatchObject({
      data: { code: "protocol/permission_denied" },
    });
    allow = true;
    expect(await collect(client.generate({}))).toHaveLength(3);
  });
});

describe("stopping a neuron", () => {
  it("lets calls in progress finish, and refuses new ones", async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = 0;
    const scores = async () => {
      begun++;
      await held;
      return { netuid: 5 };
    };
    const server = await startBob({ services: [validator({ scores })] });
    const channel = await connectAlice(server);
    const other = await connectAlice(server);
    const call = channel.client(ValidatorService).scores({});
    await expect.poll(() => begun).toBe(1);
    const stopped = server.stop();
    expect(await failureOf(other.client(ValidatorService).status({}))).toMatchObject({
      data: { code: "protocol/unavailable" },
    });
    finish();
    expect(await call).toMatchObject({ netuid: 5 });
    await stopped;
    await server.stop();
  });

  it("aborts what does not finish in time", async () => {
    let reason: unknown;
    let begun = 0;
    const scores = (_request: unknown, { signal }: { signal: AbortSignal }) => {
      begun++;
      signal.addEventListener("abort", () => {
        reason = signal.reason;
      });
      return new Promise<never>(() => undefined);
    };
    const server = await startBob({ services: [countToThree(), validator({ scores })], limits: { drainMs: 50 } });
    const channel = await connectAlice(server);
    const failure = failureOf(channel.client(ValidatorService).scores({}));
    await expect.poll(() => begun).toBe(1);
    await server.stop();
    expect(reason).toMatchObject({ data: { code: "protocol/unavailable", reason: "stopping" } });
    expect(await failure).toMatchObject({ data: { code: "protocol/unavailable", reason: "stopping", verified: true } });
  });
});
