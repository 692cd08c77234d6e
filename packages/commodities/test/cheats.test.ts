import type { TextModel } from "@taostack/inference";
import type { TextRequest } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTextChallenge, readingOnce, type TextAnswer, type TextTiming, text } from "../src/index.js";
import { seededRandom } from "../src/text/tasks/index.js";
import { answerWith as compute, forge } from "./support/answering.js";

const challenges = Array.from({ length: 24 }, (_, seed) => createTextChallenge(7100 + seed));
const usualMsPerToken = 5;

interface Models {
  /** The reference, which reads equal answers once. */
  readonly full: TextModel;
  readonly int8: TextModel;
  readonly small: TextModel;
  readonly mini: TextModel;
}

/** What a miner does with a request. `before` is what it was asked before this. */
type Miner = (models: Models, request: TextRequest, before: TextRequest) => Promise<TextAnswer>;

const usual = ({ tokens }: TextAnswer): TextTiming => ({
  firstTokenMs: usualMsPerToken,
  totalMs: usualMsPerToken * tokens.length,
  usualMsPerToken,
});
const slower = (factor: number, answer: TextAnswer): TextTiming => {
  const timing = usual(answer);
  return { ...timing, totalMs: factor * timing.totalMs };
};

const answers = new Map<string, Promise<TextAnswer>>();

/** What a model answers, computed once. */
function answerWith(model: TextModel, request: TextRequest): Promise<TextAnswer> {
  const key = JSON.stringify([model.card.hash, request]);
  const answer = answers.get(key) ?? compute(model, request);
  answers.set(key, answer);
  return answer;
}

const idsOf = ({ tokens }: TextAnswer): number[] => tokens.map(({ id }) => id);
const sampledAs = (request: TextRequest, change: Partial<NonNullable<TextRequest["sampling"]>>): TextRequest => ({
  ...request,
  sampling: { ...request.sampling!, ...change },
});
/** With the log-probabilities that the reference itself would give. */
const prefilled = ({ full }: Models, request: TextRequest, ids: readonly number[]) =>
  forge(full, request, ids.slice(0, request.sampling!.maxTokens - 1));

const honest: Record<string, Miner> = {
  "the reference model": ({ full }, request) => answerWith(full, request),
  "its int8 weights": ({ int8 }, request) => answerWith(int8, request),
};

const cheats: Record<string, Miner> = {
  "a smaller model": ({ small }, request) => answerWith(small, request),
  "a still smaller model": ({ mini }, request) => answerWith(mini, request),
  "a smaller model's text under the reference's log-probabilities": async (models, request) =>
    prefilled(models, request, idsOf(await answerWith(models.small, request))),
  "a still smaller model's text under the reference's log-probabilities": async (models, request) =>
    prefilled(models, request, idsOf(await answerWith(models.mini, request))),
  "sampled hotter than asked": ({ full }, request) =>
    answerWith(full, sampledAs(request, { temperature: Math.max(1, 2 * request.sampling!.temperature), topP: 1 })),
  "the answer to the question before": async (models, request, before) =>
    prefilled(models, request, idsOf(await answerWith(models.full, before))),
  "the prompt, copied": (models, request) => prefilled(models, request, promptOf(models.full, request)),
  "cut after two tokens, with an end put behind": async (models, request) => {
    const ids = idsOf(await answerWith(models.full, request));
    return prefilled(models, request, ids.slice(0, Math.min(2, ids.length - 2)));
  },
  "cut, and called too long": async ({ full }, request) => {
    const answer = await answerWith(full, request);
    const tokens = answer.tokens.slice(0, answer.tokens.length >> 1);
    const usage = { promptTokens: answer.usage!.promptTokens, completionTokens: tokens.length };
    return { tokens, finishReason: "length", usage };
  },
  "gone on with where the model ends": async (models, request, before) => {
    const [ids, more] = [await answerWith(models.full, request), await answerWith(models.full, before)].map(idsOf);
    return prefilled(models, request, [...ids!, ...more!]);
  },
  "random tokens": (models, request) => {
    const random = seededRandom(request.sampling!.seed);
    return prefilled(
      models,
      request,
      Array.from({ length: 20 }, () => 5 + Math.floor(random() * 1400)),
    );
  },
};

/** They do an honest miner's work, or have it done; and where the model has no choice, their answer is the honest one. */
const drawnOtherwise: Record<string, Miner> = {
  "the likeliest tokens instead of sampled ones": ({ full }, request) =>
    answerWith(full, sampledAs(request, { temperature: 0 })),
  "an answer relayed to a service that does not know the seed": ({ full }, request) =>
    answerWith(full, sampledAs(request, { seed: (request.sampling!.seed ^ 0x5bd1e995) >>> 0 })),
};

/** What a validator's weights make of a score: its square, by default. */
const earned = (score: number): number => score ** 2;

function promptOf(model: TextModel, { messages }: TextRequest): number[] {
  const ids = model.encodeChat(messages.map(({ role, content }) => ({ role: role as "user", content })));
  return ids.length > 3 ? ids.slice(1, -2) : ids;
}

describe("what honest miners and cheats earn for text", () => {
  let models: Models;
  let weakestHonest: number;
  beforeAll(async () => {
    const [full, int8, small, mini] = await Promise.all([
      text.loadModel("tao-text"),
      text.loadModel("tao-text", { dtype: "q8" }),
      text.loadModel("tao-text-small"),
      text.loadModel("tao-text-mini"),
    ]);
    models = { full: readingOnce(full!, { max: 1000 }), int8: int8!, small: small!, mini: mini! };
    weakestHonest = await earns(honest["its int8 weights"]!);
  });
  afterAll(() => Promise.all(Object.values(models ?? {}).map((model: TextModel) => model.dispose())));

  /** Mean score over all challenges. */
  async function earns(miner: Miner, timing: (answer: TextAnswer) => TextTiming = usual): Promise<number> {
    let total = 0;
    for (const [index, { request, check }] of challenges.entries()) {
      const before = challenges.at(index - 1)!.request;
      const answer = await miner(models, request, before);
      const evidence = { request, ...(check ? { check } : {}), answer, timing: timing(answer) };
      total += (await text.verifyAnswer(models.full, evidence)).total;
    }
    return total / challenges.length;
  }

  it("pays the reference model most and its int8 weights little less", async () => {
    const full = await earns(honest["the reference model"]!);
    expect(full).toBeGreaterThan(0.75);
    expect(weakestHonest).toBeLessThanOrEqual(full);
    expect(weakestHonest).toBeGreaterThan(0.93 * full);
  });

  it.each(Object.entries(cheats))("pays less than half of that for %s", async (_, miner) => {
    expect(await earns(miner)).toBeLessThan(0.5 * weakestHonest);
  });

  it.each(Object.entries(drawnOtherwise))("lets %s earn less than half of that in weights", async (_, miner) => {
    const score = await earns(miner);
    expect(score).toBeLessThan(0.65 * weakestHonest);
    expect(earned(score)).toBeLessThan(0.5 * earned(weakestHonest));
  });

  it("pays less than half for an honest answer that stalls, and nothing for one that breaks off", async () => {
    const { "the reference model": reference } = honest;
    expect(await earns(reference!, (answer) => ({ ...usual(answer), totalMs: 10_000 }))).toBeLessThan(
      0.5 * weakestHonest,
    );
    const broken: Miner = async ({ full }, request) => ({ ...(await answerWith(full, request)), finishReason: "" });
    expect(await earns(broken)).toBe(0);
  });

  it("pays a relay of an honest answer less than that answer, by what it took longer", async () => {
    const relayed = await earns(honest["the reference model"]!, (answer) => slower(2, answer));
    expect(relayed).toBeLessThan(0.96 * (await earns(honest["the reference model"]!)));
  });
});
