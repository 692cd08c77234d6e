import type { TextModel } from "@taostack/inference";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTextChallenge, type TextAnswer, type TextChallenge, type TextScore, text } from "../src/index.js";
import { answerWith } from "./support/answering.js";

const challenges = Array.from({ length: 40 }, (_, seed) => createTextChallenge(9000 + seed));
const mean = (scores: readonly TextScore[], of: (score: TextScore) => number) =>
  scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
const total = (score: TextScore) => score.total;
const authenticity = (score: TextScore) => score.parts.authenticity;

describe("the text market, with the bundled models", () => {
  let reference: TextModel;
  let quantised: TextModel;
  let mini: TextModel;
  beforeAll(async () => {
    [reference, quantised, mini] = await Promise.all([
      text.loadModel("tao-text"),
      text.loadModel("tao-text", { dtype: "q8" }),
      text.loadModel("tao-text-mini"),
    ]);
  });
  afterAll(() => Promise.all([reference, quantised, mini].map((model) => model?.dispose())));

  async function judge(
    answerTo: (challenge: TextChallenge, index: number) => Promise<TextAnswer>,
  ): Promise<TextScore[]> {
    const scores: TextScore[] = [];
    for (const [index, challenge] of challenges.entries()) {
      scores.push(await text.verifyAnswer(reference, { ...challenge, answer: await answerTo(challenge, index) }));
    }
    return scores;
  }
  const judgeModel = (model: TextModel) => judge(({ request }) => answerWith(model, request));

  it("ranks the reference first, int8 little below, the smaller model far below", async () => {
    const [full, int8, small] = [await judgeModel(reference), await judgeModel(quantised), await judgeModel(mini)];
    expect(full.map((score) => score.parts.form)).toEqual(full.map(() => 1));
    expect(Math.min(...full.map(authenticity))).toBeGreaterThan(0.99);
    expect(mean(int8, authenticity)).toBeLessThan(mean(full, authenticity));
    expect(mean(int8, total)).toBeGreaterThan(0.85 * mean(full, total));
    expect(mean(small, total)).toBeLessThan(0.7 * mean(full, total));
  });

  it("gives nothing for an answer that is empty or broken off", async () => {
    const scores = await judge(async ({ request }, index) => {
      const answer = await answerWith(reference, request);
      return index % 2 === 0
        ? { ...answer, tokens: [] }
        : { ...answer, tokens: answer.tokens.slice(0, -1), finishReason: "" };
    });
    expect(mean(scores, total)).toBe(0);
  });

  it("judges an answer that another miner went on with like one of a piece", async () => {
    for (const { request } of challenges.slice(0, 10)) {
      const whole = await answerWith(reference, request);
      const cut = Math.floor(whole.tokens.length / 2);
      const rest = { ...request, continueFrom: whole.tokens.slice(0, cut).map(({ id }) => id) };
      const answer = await answerWith(reference, rest);
      expect(answer.tokens.map(({ id }) => id)).toEqual(whole.tokens.slice(cut).map(({ id }) => id));
      expect((await text.verifyAnswer(reference, { request: rest, answer })).total).toBeGreaterThan(0.99);
    }
  });
});
