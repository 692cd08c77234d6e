import { isCodedError } from "@taostack/primitives";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLimiter } from "../src/chat/create-limiter.js";
import { toApiError } from "../src/openai/api-error.js";
import { readChatRequest } from "../src/openai/read-chat-request.js";
import { boundProvenance } from "../src/validators/bound-provenance.js";
import { chooseValidators } from "../src/validators/choose-validators.js";
import { ValidatorEntry } from "../src/validators/validator-entry.js";
import { createEvents } from "../src/view/create-events.js";
import { createRecentAnswers, type RecentAnswer } from "../src/view/create-recent-answers.js";
import { createSnapshots } from "../src/view/create-snapshots.js";

describe("reading a request", () => {
  const limits = { maxTokens: 100, defaultMaxTokens: 10 };
  const keys = fc.constantFrom(
    ...["model", "messages", "stream", "n", "seed", "stop", "temperature", "top_p", "max_tokens", "tools", "logprobs"],
  );

  it("takes or refuses any JSON, and never fails otherwise", () =>
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (body) => {
        try {
          const request = readChatRequest({ model: "m", messages: [{ role: "user", content: "x" }], ...body }, limits);
          expect(request.maxTokens).toBeGreaterThan(0);
          expect(request.maxTokens).toBeLessThanOrEqual(100);
          expect(request.temperature).toBeGreaterThanOrEqual(0);
          expect(request.topP).toBeGreaterThan(0);
        } catch (error) {
          expect(isCodedError(error)).toBe(true);
          expect(toApiError(error).status).toBe(400);
        }
      }),
    ));

  it("makes a u32 of any safe integer seed", () =>
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        const body = { model: "m", messages: [{ role: "user", content: "x" }], seed };
        const read = readChatRequest(body, limits).seed ?? -1;
        expect(Number.isInteger(read) && read >= 0 && read < 2 ** 32).toBe(true);
      }),
    ));
});

describe("the limiter", () => {
  const options = { requestsPerMinute: 60, maxConcurrentPerKey: 1_000, maxConcurrent: 1_000 };

  it("never lets more through in any stretch than the bucket and what time earns", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 300 }), (pauses) => {
        let now = 0;
        const limiter = createLimiter(options, () => now);
        let entered = 0;
        for (const pause of pauses) {
          now += pause;
          try {
            limiter.enter("key")();
            entered += 1;
          } catch (error) {
            expect(isCodedError(error, "gateway/rate_limited")).toBe(true);
          }
          expect(entered).toBeLessThanOrEqual(60 + now / 1_000 + 1e-6);
        }
      }),
    ));

  it("says exactly when the next place is free", () => {
    let now = 0;
    const limiter = createLimiter({ ...options, requestsPerMinute: 1 }, () => now);
    limiter.enter("key")();
    const refusal = (): unknown => {
      try {
        return limiter.enter("key")();
      } catch (error) {
        return (error as { data: unknown }).data;
      }
    };
    now = 20_000;
    expect(refusal()).toEqual({ code: "gateway/rate_limited", retryAfterMs: 40_000 });
    now = 60_000;
    expect(refusal()).toBeUndefined();
    expect(limiter.inFlight).toBe(0);
  });
});

describe("choosing validators", () => {
  const entry = fc.record({
    target: fc.record({ hotkey: fc.string(), stake: fc.bigInt(0n, (1n << 64n) - 1n) }),
    inFlight: fc.nat(100),
    healthy: fc.boolean(),
    pausedUntil: fc.nat(),
  });

  it("puts the healthy first, and among them the most stake for each request in flight", () =>
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const order = chooseValidators(entries);
        expect(new Set(order)).toEqual(new Set(entries));
        for (const [index, next] of order.slice(1).entries()) {
          const last = order[index]!;
          expect(last.healthy || !next.healthy).toBe(true);
          if (!last.healthy || !next.healthy) continue;
          const share = (a: typeof last, b: typeof last) => a.target.stake * BigInt(b.inFlight + 1);
          expect(share(last, next) >= share(next, last)).toBe(true);
        }
      }),
    ));

  it("pauses one that fails for 1, 2, 4 … 30 seconds; a check ends no pause, an answer does", () => {
    let now = 0;
    const target = { uid: 0, hotkey: "v", stake: 1n, host: "127.0.0.1", port: 1 };
    const entry = new ValidatorEntry(
      target,
      () => Promise.reject(new Error("unused")),
      () => now,
    );
    const pauses = Array.from({ length: 7 }, () => {
      entry.failed();
      return entry.pausedUntil;
    });
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    entry.checked(true);
    expect(entry.healthy).toBe(false);
    now = 30_000;
    expect(entry.healthy).toBe(true);
    entry.checked(false);
    expect(entry.healthy).toBe(false);
    entry.succeeded();
    expect(entry.healthy).toBe(true);
  });
});

describe("what is kept in memory", () => {
  it("is the newest answers only, with the median of the last minute", () => {
    const recent = createRecentAnswers(3);
    const answer = (requestId: string, at: number, totalMs: number): RecentAnswer => ({
      requestId,
      at,
      model: "m",
      validatorHotkey: "v",
      winnerHotkey: undefined,
      completionTokens: 1,
      firstTokenMs: 1,
      totalMs,
      outcome: "stop",
      miners: [],
    });
    expect(recent.lastMinute(0)).toEqual({ count: 0, medianMs: undefined });
    for (const [index, totalMs] of [9, 50, 10, 30].entries()) recent.add(answer(`${index}`, 100_000 + index, totalMs));
    expect(recent.list(2).map(({ requestId }) => requestId)).toEqual(["3", "2"]);
    expect(recent.list(9)).toHaveLength(3);
    expect(recent.total).toBe(4);
    expect(recent.lastMinute(100_003)).toEqual({ count: 3, medianMs: 30 });
    expect(recent.lastMinute(160_002)).toEqual({ count: 1, medianMs: 30 });
  });

  it("shares one load among callers, and forgets the key asked least recently", async () => {
    const loads: number[] = [];
    const read = createSnapshots(
      async (key: number) => {
        loads.push(key);
        return key * 2;
      },
      { freshMs: 60_000, capacity: 2 },
    );
    const both = await Promise.all([read(1), read(1)]);
    expect(both.map(({ value }) => value)).toEqual([2, 2]);
    await read(2);
    await read(1);
    await read(3);
    await read(1);
    expect(loads).toEqual([1, 2, 3]);
    await read(2);
    expect(loads).toEqual([1, 2, 3, 2]);
  });
});

describe("errors as clients see them", () => {
  it("hide everything that is not ours to tell", () => {
    for (const error of [
      new Error("secret"),
      "secret",
      null,
      Object.assign(new Error("secret"), { statusCode: 500 }),
    ]) {
      const { status, body } = toApiError(error);
      expect(status).toBe(500);
      expect(body.error.code).toBe("internal_error");
      expect(JSON.stringify(body)).not.toContain("secret");
    }
  });
});

describe("what a validator tells of the competition", () => {
  it("is bounded, and has numbers that JSON can carry", () => {
    const long = "x".repeat(100_000);
    const miner = {
      hotkey: long,
      uid: 1,
      firstTokenMs: Number.NaN,
      totalMs: Number.POSITIVE_INFINITY,
      score: 0.5,
      outcome: long,
      detail: long,
    };
    const bound = boundProvenance({ requestId: long, winnerHotkey: long, miners: new Array(10_000).fill(miner) });
    expect(JSON.stringify(bound).length).toBeLessThan(40_000);
    expect(bound.miners[0]).toMatchObject({ firstTokenMs: 0, totalMs: 0, score: 0.5 });
  });
});

describe("events", () => {
  it("reach every listener until it leaves, and no more than the allowed number listen", () => {
    const events = createEvents(2);
    const heard: string[] = [];
    const leave = events.subscribe(
      () => heard.push("one"),
      () => heard.push("one ended"),
    );
    events.subscribe(
      () => heard.push("two"),
      () => heard.push("two ended"),
    );
    expect(() =>
      events.subscribe(
        () => undefined,
        () => undefined,
      ),
    ).toThrow(expect.objectContaining({ code: "gateway/overloaded" }));
    events.publish({ type: "block-added", data: { number: 1, hash: "0x", at: 0 } });
    leave();
    events.publish({ type: "block-added", data: { number: 2, hash: "0x", at: 0 } });
    events.end();
    events.publish({ type: "block-added", data: { number: 3, hash: "0x", at: 0 } });
    expect(heard).toEqual(["one", "two", "two", "two ended"]);
    expect(events.listeners).toBe(0);
  });
});

describe("the connection to a validator", () => {
  const target = { uid: 0, hotkey: "v", stake: 1n, host: "127.0.0.1", port: 1 };

  it("is made once for callers at the same time, again when it has closed, and again after a failure", async () => {
    const made: { closed: boolean }[] = [];
    let failing = false;
    const entry = new ValidatorEntry(
      target,
      async () => {
        if (failing) throw new Error("refused");
        const channel = {
          closed: false,
          generate: async function* () {},
          translate: async () => ({}),
          recognise: async () => ({}),
          predict: async () => ({}),
          check: async () => undefined,
          close: () => {
            channel.closed = true;
          },
        };
        made.push(channel);
        return channel;
      },
      Date.now,
    );
    const [one, two] = await Promise.all([entry.channel(), entry.channel()]);
    expect(one).toBe(two);
    expect(await entry.channel()).toBe(one);
    expect(made).toHaveLength(1);
    made[0]!.closed = true;
    failing = true;
    await expect(entry.channel()).rejects.toThrow("refused");
    failing = false;
    await entry.channel();
    expect(made).toHaveLength(2);
    await entry.close();
    expect(made.every(({ closed }) => closed)).toBe(true);
  });
});
