import { describe, expect, it } from "vitest";
import type { Judge } from "../src/competition/judge.js";
import { runRound } from "../src/competition/round.js";
import { ScriptedMiner } from "./scripted-miner.js";

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
};

describe("a round", () => {
  it("judges what came and counts what did not as nothing", async () => {
    const verdicts: [string, number][] = [];
    const miners = [
      new ScriptedMiner(1, [{ say: "two" }]),
      new ScriptedMiner(2, [{ say: "three" }]),
      new ScriptedMiner(3, [{ fail: new Error("refused") }]),
    ];
    const modules = {
      judge,
      now: () => 0,
      onVerdict: (hotkey: string, { score }: { score: number }) => void verdicts.push([hotkey, score]),
    };
    const result = await runRound(request, "two", miners, modules, { timeoutMs: 1_000 }, new AbortController().signal);
    expect(result).toEqual({ asked: 3, answered: 2 });
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
    const modules = { judge, now: () => 0, onVerdict: (...verdict: unknown[]) => void verdicts.push(verdict) };
    const round = runRound(request, "two", [miner], modules, { timeoutMs: 1_000 }, stop.signal);
    stop.abort(new Error("stopping"));
    await expect(round).rejects.toThrow("stopping");
    expect(verdicts).toEqual([]);
    expect(miner.aborted).toBe(1);
  });
});
