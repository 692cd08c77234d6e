import { CodedError, isCodedError, silentLogger } from "@taostack/primitives";
import { type AnswerChunk, protocolError, type TextRequest, type TextToken } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import type { Answer } from "../src/competition/answer.js";
import { type CompeteOptions, compete } from "../src/competition/compete.js";
import type { AnswerEnd, AnswerReader, Judge, Verdict } from "../src/competition/judge.js";
import { ScriptedMiner, token, wordOf } from "./support/scripted-miner.js";

const request: TextRequest = {
  requestId: "r1",
  model: "tao-text",
  messages: [{ role: "user", content: "Count." }],
  sampling: { maxTokens: 10, temperature: 0, topP: 1, seed: 1, stop: [] },
  continueFrom: [],
};

/** Scores an answer by its share of the words that count. */
const goodWords = new Set(["one", "two", "three", "four", "."]);
const share = (texts: readonly string[]) =>
  texts.filter((text) => goodWords.has(text.trim())).length / Math.max(texts.length, 1);
const judge: Judge = {
  judge: async (_, answer) => ({
    score: share(answer.tokens.map(({ text }) => text)),
    explanation: "share of good words",
  }),
  opening: async (_, tokens) => share(tokens.map(({ id }) => wordOf(id))),
  read: ({ continueFrom, sampling }) => new WordReader(continueFrom.length, sampling?.maxTokens ?? 0),
  promptTokens: () => 3,
};

/** Reads scripted words: an answer ends with "." or at its longest. */
class WordReader implements AnswerReader {
  end: AnswerEnd | undefined;

  constructor(
    private count: number,
    private readonly maxTokens: number,
  ) {}

  take({ id, text }: TextToken): boolean {
    if (text !== `${wordOf(id)} `) return false;
    this.count += 1;
    this.end = wordOf(id) === "." ? "stop" : this.count >= this.maxTokens ? "length" : undefined;
    return true;
  }
}

const options: CompeteOptions = {
  openingTokens: 2,
  openingWaitMs: 200,
  doubtWaitMs: 1_000,
  timeoutMs: 5_000,
  stallMs: 100,
  graceMs: 50,
};

async function run(
  miners: ScriptedMiner[],
  changed: Partial<CompeteOptions> = {},
  standing = (_: string) => 0.5,
  by: Judge = judge,
) {
  const verdicts = new Map<string, number>();
  const modules = {
    judge: by,
    standing,
    now: () => performance.now(),
    onVerdict: ({ miner }: Answer, { score }: Verdict) => void verdicts.set(miner.hotkey, score),
    logger: silentLogger,
  };
  const chunks: AnswerChunk[] = [];
  for await (const chunk of compete(request, miners, modules, { ...options, ...changed }, new AbortController().signal))
    chunks.push(chunk);
  const last = chunks.at(-1);
  return {
    text: chunks.flatMap(({ tokens }) => tokens.map(({ text }) => text)).join(""),
    last,
    outcomes: Object.fromEntries(last?.provenance?.miners.map(({ uid, outcome }) => [uid, outcome]) ?? []),
    verdicts,
  };
}

describe("compete", () => {
  it("streams the answer with the most believable opening, and judges all", async () => {
    const poor = new ScriptedMiner(1, [{ say: "eins zwei drei ." }]);
    const good = new ScriptedMiner(2, [{ say: "one two three ." }]);
    const { text, last, outcomes, verdicts } = await run([poor, good]);
    expect(text).toBe("one two three . ");
    expect(outcomes).toEqual({ 1: "lost", 2: "won" });
    expect(last?.finishReason).toBe("stop");
    expect(last?.usage).toEqual({ promptTokens: 3, completionTokens: 4 });
    expect(last?.provenance?.winnerHotkey).toBe("hotkey-2");
    expect([...verdicts]).toEqual([
      ["hotkey-1", 0.25],
      ["hotkey-2", 1],
    ]);
  });

  it("prefers the better standing between equal openings", async () => {
    const miners = [new ScriptedMiner(1, [{ say: "one two ." }]), new ScriptedMiner(2, [{ say: "one two ." }])];
    const { outcomes } = await run(miners, {}, (hotkey) => (hotkey === "hotkey-2" ? 0.9 : 0.1));
    expect(outcomes).toEqual({ 1: "lost", 2: "won" });
  });

  it("lets another miner go on where a dying winner stopped", async () => {
    const dying = new ScriptedMiner(1, [
      { say: "one two three" },
      { fail: protocolError("protocol/unavailable", "connection reset") },
    ]);
    const steady = new ScriptedMiner(2, [{ say: "one zwei three four ." }]);
    const { text, outcomes, last, verdicts } = await run([dying, steady]);
    expect(text).toBe("one two three four . ");
    expect(steady.requests[1]?.continueFrom).toEqual(["one", "two", "three"].map((word) => token(word).id));
    expect(steady.requests[1]?.sampling, "the bound is on the whole answer").toEqual(request.sampling);
    expect(last?.provenance?.winnerHotkey).toBe("hotkey-2");
    expect(outcomes[1]).toBe("failed");
    expect(verdicts.get("hotkey-1")).toBe(0);
  });

  it("replaces a winner that falls silent, and tells it to stop", async () => {
    const silent = new ScriptedMiner(1, [{ say: "one two three" }, { hang: true }]);
    const steady = new ScriptedMiner(2, [{ say: "eins zwei three four ." }]);
    const { text, outcomes } = await run([silent, steady]);
    expect(text).toBe("one two three four . ");
    expect(outcomes[1]).toBe("timed_out");
    expect(silent.aborted).toBe(1);
  });

  it("does not wait for a miner that has not begun", async () => {
    const slow = new ScriptedMiner(1, [{ hang: true }]);
    const { text, outcomes, verdicts } = await run([slow, new ScriptedMiner(2, [{ say: "one two ." }])], {
      openingWaitMs: 20,
    });
    expect(text).toBe("one two . ");
    expect(outcomes).toEqual({ 1: "lost", 2: "won" });
    expect(slow.aborted).toBe(1);
    expect(verdicts.has("hotkey-1"), "an answer that we cut short is not held against its miner").toBe(false);
  });

  it("ends an answer that is longer than was asked for", async () => {
    const endless = new ScriptedMiner(1, [{ say: "one two three four one two three four one two three four" }]);
    const { outcomes } = await run([endless, new ScriptedMiner(2, [{ say: "one ." }])], { openingTokens: 20 });
    expect(outcomes).toEqual({ 1: "failed", 2: "won" });
  });

  it("says why when nobody answers", async () => {
    const failing = [1, 2].map(
      (uid) => new ScriptedMiner(uid, [{ fail: protocolError("protocol/unavailable", "refused") }]),
    );
    const error = await run(failing).catch((e: unknown) => e);
    expect(isCodedError(error, "validator/no_answer")).toBe(true);
    expect(isCodedError(await run([]).catch((e: unknown) => e), "validator/no_answer")).toBe(true);
  });

  it("stops every miner when the reader goes away", async () => {
    const miners = [1, 2].map((uid) => new ScriptedMiner(uid, [{ say: "one two" }, { hang: true }]));
    const modules = {
      judge,
      standing: () => 0.5,
      now: () => performance.now(),
      onVerdict: () => undefined,
      logger: silentLogger,
    };
    for await (const _ of compete(request, miners, modules, options, new AbortController().signal)) break;
    expect(miners.map(({ aborted }) => aborted)).toEqual([1, 1]);
  });

  it("ends at once when the call is aborted, also between tokens", async () => {
    const miners = [1, 2].map((uid) => new ScriptedMiner(uid, [{ say: "one two" }, { hang: true }]));
    const modules = {
      judge,
      standing: () => 0.5,
      now: () => performance.now(),
      onVerdict: () => undefined,
      logger: silentLogger,
    };
    const stop = new AbortController();
    const reading = (async () => {
      for await (const { tokens } of compete(request, miners, modules, { ...options, stallMs: 60_000 }, stop.signal)) {
        if (tokens.length > 0) setImmediate(() => stop.abort(new Error("gone")));
      }
    })();
    await expect(reading).rejects.toThrow("gone");
    expect(
      miners.map(({ requests }) => requests.length),
      "nobody is asked to go on",
    ).toEqual([1, 1]);
  });

  it("shows no reader a text that the tokens do not stand for", async () => {
    const liar = new ScriptedMiner(1, [{ say: "one two" }, { lie: "three" }, { say: "." }]);
    const { text, outcomes, verdicts } = await run([liar, new ScriptedMiner(2, [{ say: "eins zwei three ." }])]);
    expect(text).toBe("one two three . ");
    expect(outcomes[1]).toBe("failed");
    expect(verdicts.get("hotkey-1")).toBe(0);
  });

  it("takes an answer to be whole when it is, not when its miner says so", async () => {
    const hasty = new ScriptedMiner(1, [{ say: "one two" }]);
    const { text, outcomes, verdicts } = await run([hasty, new ScriptedMiner(2, [{ say: "eins zwei three ." }])]);
    expect(text).toBe("one two three . ");
    expect(outcomes[1]).toBe("failed");
    expect(verdicts.get("hotkey-1")).toBe(0);
  });

  it.each([
    ["stop", "one two .", [{ hang: true }]],
    ["stop", "one two .", [{ leave: true }]],
    ["stop", "one two .", [{ say: "three four" }, { hang: true }]],
    ["length", "one two one two one two one two one two", [{ hang: true }]],
  ] as const)("needs no successor after the last token (%s, %j)", async (finishReason, say, rest) => {
    const other = new ScriptedMiner(2, [{ say: "eins zwei ." }]);
    const { text, last, outcomes, verdicts } = await run([new ScriptedMiner(1, [{ say }, ...rest]), other]);
    expect(text).toBe(`${say} `);
    expect(last?.finishReason).toBe(finishReason);
    expect(outcomes).toEqual({ 1: "won", 2: "lost" });
    expect(other.requests).toHaveLength(1);
    expect(verdicts.get("hotkey-1"), "it never ended its answer").toBe(0);
  });

  it("waits longer for a believable opening than for any", async () => {
    let release: (value?: unknown) => void = () => undefined;
    const after = new Promise((resolve) => {
      release = resolve;
    });
    const hasty = new ScriptedMiner(1, [{ say: "eins zwei drei ." }]);
    const slow = new ScriptedMiner(2, [{ after }, { say: "one two ." }]);
    setTimeout(release, 60).unref();
    const { text } = await run([hasty, slow], { openingWaitMs: 10 });
    expect(text).toBe("one two . ");
  });

  it("streams an unlikely answer rather than none", async () => {
    const { text } = await run(
      [new ScriptedMiner(1, [{ say: "eins zwei ." }]), new ScriptedMiner(2, [{ hang: true }])],
      { openingWaitMs: 10, doubtWaitMs: 20 },
    );
    expect(text).toBe("eins zwei . ");
  });

  it("does not take an empty answer for one", async () => {
    let release: (value?: unknown) => void = () => undefined;
    const after = new Promise((resolve) => {
      release = resolve;
    });
    setTimeout(release, 60).unref();
    const miners = [new ScriptedMiner(1, []), new ScriptedMiner(2, [{ after }, { say: "one ." }])];
    const { text } = await run(miners, { openingWaitMs: 10 });
    expect(text).toBe("one . ");
  });

  it("answers although the judge has no time, and holds that against nobody", async () => {
    const overloaded = async () => {
      throw new CodedError({ code: "inference/overloaded" }, "too much to do");
    };
    const miners = [new ScriptedMiner(1, [{ say: "one two ." }]), new ScriptedMiner(2, [{ say: "one two ." }])];
    const standing = (hotkey: string) => (hotkey === "hotkey-2" ? 0.9 : 0.1);
    const { text, outcomes, verdicts } = await run(miners, {}, standing, {
      ...judge,
      judge: overloaded,
      opening: overloaded,
    });
    expect(text).toBe("one two . ");
    expect(outcomes).toEqual({ 1: "lost", 2: "won" });
    expect([...verdicts]).toEqual([]);
  });
});
