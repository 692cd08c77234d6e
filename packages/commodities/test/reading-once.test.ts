import type { ScoreRequest, TextModel } from "@taostack/inference";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTextChallenge, readingOnce, text } from "../src/index.js";
import { answerWith } from "./support/answering.js";

describe("readingOnce", () => {
  let model: TextModel;
  let readings = 0;
  beforeAll(async () => {
    model = await text.loadModel("tao-text-mini");
  });
  afterAll(() => model.dispose());

  const counted = (max?: number) => {
    readings = 0;
    const score: TextModel["score"] = (request, options) => {
      readings += 1;
      return model.score(request, options);
    };
    const counting: TextModel = {
      card: model.card,
      eosTokenIds: model.eosTokenIds,
      generate: (request, options) => model.generate(request, options),
      score,
      encodeChat: (messages, continueFrom) => model.encodeChat(messages, continueFrom),
      decode: (tokens) => model.decode(tokens),
      dispose: () => model.dispose(),
    };
    return readingOnce(counting, max === undefined ? {} : { max });
  };

  const request: ScoreRequest = {
    messages: [{ role: "user", content: "What is a subnet?" }],
    tokens: [300, 301, 302],
    sampling: { temperature: 0.7, topP: 1, seed: 4 },
  };

  it("judges equal answers alike, with one reading", async () => {
    const judge = counted();
    const { request: asked } = createTextChallenge(12);
    const answer = await answerWith(model, asked);
    const alone = await text.verifyAnswer(model, { request: asked, answer });
    for (let miner = 0; miner < 4; miner++) {
      expect(await text.verifyAnswer(judge, { request: asked, answer })).toEqual(alone);
    }
    expect(readings).toBe(1);
  });

  it("reads again what differs in any way, and what is no longer remembered", async () => {
    const judge = counted(2);
    const others: readonly Partial<ScoreRequest>[] = [
      { tokens: [300, 301] },
      { continueFrom: [300] },
      { messages: [{ role: "text", content: "What is a subnet?" }] },
      { sampling: { temperature: 0.7, topP: 1, seed: 5 } },
    ];
    for (const change of [{}, ...others]) {
      expect(await judge.score({ ...request, ...change })).toEqual(await model.score({ ...request, ...change }));
    }
    expect(readings).toBe(1 + others.length);
    await judge.score(request);
    expect(readings).toBe(2 + others.length);
  });

  it("remembers no failure", async () => {
    const judge = counted();
    const wrong = { ...request, tokens: [99_999] };
    for (let time = 0; time < 2; time++) await expect(judge.score(wrong)).rejects.toThrow();
    expect(readings).toBe(2);
    await expect(judge.score(request, { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow("gone");
  });
});
