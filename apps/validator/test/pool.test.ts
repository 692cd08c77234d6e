import { setImmediate as nextTurn } from "node:timers/promises";
import { CodedError, silentLogger } from "@taostack/primitives";
import { type NeuronChannel, protocolError, type TextChunk, type TextRequest } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { failureOf } from "../src/competition/failure.js";
import { MinerPool } from "../src/miners/pool.js";
import type { MinerAddress } from "../src/miners/pooled-miner.js";

const request = { requestId: "r" } as TextRequest;
const address: MinerAddress = {
  uid: 2,
  hotkey: "5Miner",
  axon: { ip: "127.0.0.2", port: 8091, protocol: 64, version: 1, block: 1 },
};
const unavailable = (verified: boolean) => protocolError("protocol/unavailable", "gone", { verified });

interface Line {
  closed: boolean;
  fail(error: unknown): void;
  readonly channel: NeuronChannel;
}

/** A channel whose one call waits until it is told how to fail, or the channel is closed. */
function createLine(): Line {
  let fail: (error: unknown) => void = () => undefined;
  const failing = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failing.catch(() => undefined);
  const line = {
    closed: false,
    fail: (error: unknown) => fail(error),
    channel: {
      client: () => ({
        generate: async function* (): AsyncGenerator<TextChunk> {
          yield { tokens: [], finishReason: "", usage: undefined };
          await failing;
        },
      }),
      close: () => {
        line.closed = true;
        fail(unavailable(false));
      },
    } as unknown as NeuronChannel,
  };
  return line;
}

function createPool(connect: () => Promise<NeuronChannel>, permitted = true) {
  const pool = new MinerPool({
    connect,
    permitted: () => permitted,
    now: () => performance.now(),
    logger: silentLogger,
  });
  pool.update([address]);
  const ask = (timeoutMs = 5_000, signal = new AbortController().signal) => {
    const stream = pool.all()[0]?.generate(request, { signal, timeoutMs }) as AsyncGenerator<TextChunk>;
    return {
      stream,
      failure: async () =>
        stream.next().then(
          () => undefined,
          (error: unknown) => error,
        ),
    };
  };
  return { pool, ask };
}

describe("the pool's channels", () => {
  it("are shared, and kept when the miner itself says that it is not well", async () => {
    const lines = [createLine(), createLine()] as const;
    let opened = 0;
    const { pool, ask } = createPool(async () => lines[opened++ as 0 | 1].channel);
    const first = ask();
    await first.stream.next();
    const second = ask();
    await second.stream.next();
    expect(opened).toBe(1);
    lines[0].fail(unavailable(true));
    expect(await first.failure()).toMatchObject({ data: { verified: true } });
    expect([pool.all()[0]?.reachable, lines[0].closed]).toEqual([true, false]);
    pool.close();
  });

  it("outlive a late failure of the one before", async () => {
    const lines = [createLine(), createLine()] as const;
    let opened = 0;
    const { pool, ask } = createPool(async () => lines[opened++ as 0 | 1].channel);
    const [one, two] = [ask(), ask()];
    await one.stream.next();
    await two.stream.next();
    lines[0].fail(unavailable(false));
    await one.failure();
    expect(lines[0].closed).toBe(true);
    const next = ask();
    await next.stream.next();
    expect([opened, pool.all()[0]?.reachable]).toEqual([2, true]);
    await two.failure();
    expect([lines[1].closed, pool.all()[0]?.reachable], "the second failure was the first line's").toEqual([
      false,
      true,
    ]);
    pool.close();
    await nextTurn();
    expect(lines[1].closed).toBe(true);
  });

  it("are not waited for longer than the answer may take, nor after it was cancelled", async () => {
    const { ask } = createPool(() => new Promise<NeuronChannel>(() => undefined));
    expect(failureOf(await ask(10).failure())).toMatchObject({ status: "timed_out", excused: false });
    const stop = new AbortController();
    const waiting = ask(60_000, stop.signal).failure();
    stop.abort(new Error("enough"));
    expect(await waiting).toMatchObject({ message: "enough" });
  });

  it("excuse a miner that moves while it is asked", async () => {
    const line = createLine();
    const { pool, ask } = createPool(async () => line.channel);
    const asked = ask();
    await asked.stream.next();
    pool.update([{ ...address, axon: { ...address.axon, port: 8092 } }]);
    expect(failureOf(await asked.failure())).toMatchObject({ excused: true });
  });

  it.each([
    [true, false],
    [false, true],
  ])("let a miner refuse only a validator without a permit (%s)", async (permitted, excused) => {
    const refused = protocolError("protocol/permission_denied", "no");
    const { ask } = createPool(() => Promise.reject(refused), permitted);
    expect(failureOf(await ask().failure())).toMatchObject({ excused, status: "failed" });
  });
});

describe("a failure", () => {
  it.each([
    [unavailable(false), "failed", false],
    [unavailable(true), "failed", false],
    [protocolError("protocol/deadline_exceeded", ""), "timed_out", false],
    [protocolError("protocol/resource_exhausted", "", { verified: true }), "failed", false],
    [protocolError("protocol/data_loss", "", { reason: "tampered" }), "failed", false],
    [protocolError("protocol/unauthenticated", "", { reason: "bad_signature" }), "failed", false],
    [protocolError("protocol/invalid_argument", "", { verified: true }), "failed", false],
    [protocolError("protocol/cancelled", "", { verified: true }), "failed", false],
    [protocolError("protocol/cancelled", ""), "failed", true],
    [new CodedError({ code: "inference/overloaded" }, ""), "failed", true],
    [new TypeError("a mistake of ours"), "failed", true],
  ] as const)("%# is held against its miner, or not", (error, status, excused) => {
    expect(failureOf(error)).toMatchObject({ status, excused });
  });

  it("is told in our words", () => {
    const error = protocolError("protocol/resource_exhausted", "<script>", { verified: true });
    expect(failureOf(error).reason).not.toContain("script");
  });
});
