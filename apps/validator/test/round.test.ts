import { CodedError, silentLogger } from "@taostack/primitives";
import { protocolError } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import type { Answer } from "../src/competition/answer.js";
import type { Judge, Verdict } from "../src/competition/judge.js";
import { runRound } from "../src/competition/round.js";
import { minerExcused } from "../src/errors.js";
import { ScriptedMiner } from "./support/scripted-miner.js";

const request = {
  requestId: "r1",
  model: "tao-text",
  messages: [{ role: "user", content: "1 + 1" }],
  sampling: { maxTokens: 4, temperature: 0, topP: 1, seed: 1, stop: [] },
  continueFrom: [],
};

const judge: Judge<string> = {
  judge: async (_, answer, { check }) => {
    const text = answer.tokens
      .map((token) => token.text)
      .join("")
      .trim();
    return { score: text === check ? 1 : 0.2, explanation: text };
  },
  opening: async () => 1,
  read: () => ({ end: undefined, take: () => true }),
  promptTokens: () => 3,
};

describe("a round", () => {
  it("judges what came and counts what did not as nothing", async () => {
    const verdicts: [string, number][] = [];
    const miners = [
      new ScriptedMiner(1, [{ say: "two" }]),
      new ScriptedMiner(2, [{ say: "three" }]),
      new ScriptedMiner(3, [{ fail: protocolError("protocol/unavailable", "refused") }]),
    ];
    const modules = {
      judge,
      now: () => 0,
      onVerdict: ({ miner }: Answer, { score }: Verdict) => void verdicts.push([miner.hotkey, score]),
      logger: silentLogger,
    };
    const result = await runRound(request, "two", miners, modules, { timeoutMs: 1_000 }, new AbortController().signal);
    expect(result).toEqual({ asked: 3, answered: 2, judged: 3 });
    expect(verdicts).toEqual([
      ["hotkey-1", 1],
      ["hotkey-2", 0.2],
      ["hotkey-3", 0],
    ]);
  });

  it("leaves no score when it is aborted", async () => {
    const verdicts: unknown[] = [];
    const stop = new AbortController();
    const miner = new ScriptedMiner(1, [{ hang: true }]);
    const modules = {
      judge,
      now: () => 0,
      onVerdict: (...verdict: unknown[]) => void verdicts.push(verdict),
      logger: silentLogger,
    };
    const round = runRound(request, "two", [miner], modules, { timeoutMs: 1_000 }, stop.signal);
    stop.abort(new Error("stopping"));
    await expect(round).rejects.toThrow("stopping");
    expect(verdicts).toEqual([]);
    expect(miner.aborted).toBe(1);
  });

  it("holds nothing against a miner when this side cannot judge, or failed itself", async () => {
    const verdicts: [string, number][] = [];
    const busy: Judge<string> = {
      ...judge,
      judge: async (asked, answer, context) => {
        if (answer.miner.uid === 1) throw new CodedError({ code: "inference/overloaded" }, "too much to do");
        return judge.judge(asked, answer, context);
      },
    };
    const modules = {
      judge: busy,
      now: () => 0,
      onVerdict: ({ miner }: Answer, { score }: Verdict) => void verdicts.push([miner.hotkey, score]),
      logger: silentLogger,
    };
    const miners = [
      new ScriptedMiner(1, [{ say: "two" }]),
      new ScriptedMiner(2, [{ fail: new TypeError("a mistake of ours") }]),
      new ScriptedMiner(3, [{ fail: minerExcused("hotkey-3", "It moved.", undefined) }]),
      new ScriptedMiner(4, [{ say: "two" }]),
    ];
    const result = await runRound(request, "two", miners, modules, { timeoutMs: 1_000 }, new AbortController().signal);
    expect(result).toEqual({ asked: 4, answered: 2, judged: 1 });
    expect(verdicts).toEqual([["hotkey-4", 1]]);
  });
});
