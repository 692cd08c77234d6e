import type { TextModel } from "@taostack/inference";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTextChallenge, type TextAnswer, type TextChallenge, type TextScore, text } from "../src/index.js";
import { seededRandom } from "../src/text/tasks/index.js";
import { answerWith, forge } from "./support/answering.js";

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

  it("gives a smaller model's text little, even with the reference's own log-probabilities", async () => {
    const scores = await judge(async ({ request }) => {
      const { tokens } = await answerWith(mini, request);
      return forge(
        reference,
        request,
        tokens.map(({ id }) => id),
      );
    });
    expect(mean(scores, authenticity)).toBeLessThan(0.75);
  });

  const forgeries: [string, (challenge: TextChallenge, index: number) => Promise<readonly number[]>][] = [
    [
      "random tokens",
      async (_, index) => {
        const random = seededRandom(index);
        return Array.from({ length: 20 }, () => 5 + Math.floor(random() * 1400));
      },
    ],
    [
      "the prompt copied",
      async ({ request }) => {
        const messages = request.messages.map(({ role, content }) => ({ role: role as "user", content }));
        return reference.encodeChat(messages).slice(1, -2);
      },
    ],
    [
      "an answer that ends after its first tokens",
      async ({ request }) => {
        const { tokens } = await answerWith(reference, request);
        return tokens.slice(0, Math.min(2, tokens.length - 2)).map(({ id }) => id);
      },
    ],
    [
      "an answer to another question",
      async (_, index) => {
        const other = challenges[(index + 1) % challenges.length]!;
        return (await answerWith(reference, other.request)).tokens.map(({ id }) => id);
      },
    ],
  ];
  it.each(forgeries)("gives next to nothing for %s, with the best possible claims", async (_, idsOf) => {
    const scores = await judge(async (challenge, index) =>
      forge(reference, challenge.request, await idsOf(challenge, index)),
    );
    expect(mean(scores, (score) => score.parts.form)).toBeGreaterThan(0.9); // it is the model that finds them out
    expect(mean(scores, total)).toBeLessThan(0.05);
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
