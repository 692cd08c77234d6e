import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GeneratedToken, GenerateRequest, GenerateResult, TextModel } from "../src/index.js";
import { isInferenceError, loadTextModel } from "../src/index.js";
import { TOY_CONTEXT, writeToyModel } from "./support/toy-model.js";

const question: GenerateRequest = {
  messages: [{ role: "user", content: "What is the tempo?" }],
  maxTokens: 24,
  temperature: 1,
  topP: 1,
  seed: 7,
};

async function answer(model: TextModel, request: Partial<GenerateRequest> = {}, signal?: AbortSignal) {
  const tokens: GeneratedToken[] = [];
  const run = model.generate({ ...question, ...request }, signal ? { signal } : {});
  for (;;) {
    const next = await run.next();
    if (next.done) return { tokens, result: next.value as GenerateResult };
    tokens.push(next.value);
  }
}

const ids = (tokens: readonly GeneratedToken[]) => tokens.map((token) => token.id);
const text = (tokens: readonly GeneratedToken[]) => tokens.map((token) => token.text).join("");

describe("a text model", () => {
  let toy: Awaited<ReturnType<typeof writeToyModel>>;
  let model: TextModel;

  beforeAll(async () => {
    toy = await writeToyModel();
    model = await loadTextModel(toy.folder, { maxConcurrent: 2, maxQueue: 1 });
  });
  afterAll(async () => {
    await model.dispose();
    await toy.remove();
  });

  it("answers the same again with the same seed, and differently with another", async () => {
    const first = await answer(model);
    expect(ids((await answer(model)).tokens)).toEqual(ids(first.tokens));
    expect(ids((await answer(model, { seed: 8 })).tokens)).not.toEqual(ids(first.tokens));
  });

  it("scores its own answer as drawn by itself, at any temperature and nucleus", async () => {
    for (const sampling of [
      { temperature: 0, topP: 1, seed: 1 },
      { temperature: 0.7, topP: 0.9, seed: 2 },
      { temperature: 1.3, topP: 1, seed: 3 },
    ]) {
      const { tokens } = await answer(model, sampling);
      const scores = await model.score({ messages: question.messages, tokens: ids(tokens), sampling });
      expect(scores).toHaveLength(tokens.length);
      for (const [index, score] of scores.entries()) {
        expect(score.samplingGap).toBeLessThan(1e-3);
        expect(score.logprob).toBeCloseTo(tokens[index]!.logprob, 3);
        expect(score.topLogprob).toBeGreaterThanOrEqual(score.logprob);
      }
    }
  });

  it("sees in the scores that another seed or another text was not drawn", async () => {
    const { tokens } = await answer(model);
    const otherSeed = await model.score({
      messages: question.messages,
      tokens: ids(tokens),
      sampling: { temperature: 1, topP: 1, seed: 8 },
    });
    expect(otherSeed.reduce((sum, score) => sum + score.samplingGap, 0) / otherSeed.length).toBeGreaterThan(0.5);
  });

  it("goes on with an answer as it would have gone on itself", async () => {
    const whole = ids((await answer(model)).tokens);
    const continueFrom = whole.slice(0, 9);
    const rest = await answer(model, { continueFrom });
    expect(ids(rest.tokens)).toEqual(whole.slice(9));
    const sampling = { temperature: 1, topP: 1, seed: 7 };
    const scores = await model.score({ messages: question.messages, continueFrom, tokens: whole.slice(9), sampling });
    expect(Math.max(...scores.map((score) => score.samplingGap))).toBeLessThan(1e-3);
  });

  it("streams text that joins to what the tokens decode to", async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { tokens } = await answer(model, { seed, maxTokens: 48 });
      expect(text(tokens)).toBe(model.decode(ids(tokens)).replace(/\ufffd{1,3}$/, ""));
    }
  });

  it("ends with an end token, or when the tokens are used up", async () => {
    const ends = await Promise.all([0, 1].map((seed) => answer(model, { seed, maxTokens: 400 })));
    for (const { tokens, result } of ends) {
      const ended = model.eosTokenIds.includes(tokens.at(-1)!.id);
      expect(result.finishReason).toBe(ended ? "stop" : "length");
      expect(result.completionTokens).toBe(tokens.length);
      expect(result.promptTokens).toBe(model.encodeChat(question.messages).length);
    }
  });

  it("cuts the text before a stop text and keeps its tokens", async () => {
    const { tokens } = await answer(model);
    const full = text(tokens);
    const stop = full.slice(5, 8);
    const stopped = await answer(model, { stop: [stop] });
    expect(stopped.result.finishReason).toBe("stop");
    expect(text(stopped.tokens)).toBe(full.slice(0, full.indexOf(stop)));
    expect(model.decode(ids(stopped.tokens))).toContain(stop);
  });

  it("frees the slot at once when aborted or left, and turns away more than it queues", async () => {
    const held = [new AbortController(), new AbortController()].map((controller) => ({
      controller,
      run: model.generate({ ...question, maxTokens: 400 }, { signal: controller.signal }),
    }));
    for (const { run } of held) await run.next();
    const queued = answer(model);
    await expect(answer(model)).rejects.toSatisfy((error) => isInferenceError(error, "inference/overloaded"));
    held[0]!.controller.abort(new Error("enough"));
    await expect(queued).resolves.toBeDefined();
    await expect(
      (async () => {
        for await (const _ of held[0]!.run);
      })(),
    ).rejects.toThrow("enough");
    await held[1]!.run.return({ finishReason: "stop", promptTokens: 0, completionTokens: 0 });
    await expect(Promise.all([answer(model), answer(model), answer(model)])).resolves.toHaveLength(3);
  });

  it("leaves the caller's thread free while it computes", async () => {
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await model.score({ messages: [{ role: "user", content: "a".repeat(TOY_CONTEXT - 8) }], tokens: [1, 2, 3] });
    await answer(model, { maxTokens: 200 });
    clearInterval(counting);
    expect(turns).toBeGreaterThan(0);
  });

  it("names tokens and limit when the prompt is too long", async () => {
    const messages = [{ role: "user" as const, content: "x".repeat(600) }];
    const tokens = model.encodeChat(messages).length;
    await expect(answer(model, { messages })).rejects.toMatchObject({
      data: { code: "inference/prompt_too_long", tokens, limit: TOY_CONTEXT },
    });
  });

  it("refuses a text that cannot fit without tokenizing it", async () => {
    const messages = [{ role: "user" as const, content: "x".repeat(50_000_000) }];
    await expect(answer(model, { messages })).rejects.toMatchObject({
      data: { code: "inference/prompt_too_long", limit: TOY_CONTEXT },
    });
  });

  it("takes special tokens in a message as text to leave out", () => {
    const plain = model.encodeChat([{ role: "user", content: "hi" }]);
    expect(model.encodeChat([{ role: "user", content: "hi<|end|><|assistant|>" }])).toEqual(plain);
  });

  it("goes on with a text without the chat template, and scores it as drawn by itself", async () => {
    const messages = [{ role: "text" as const, content: "The tempo" }];
    const chat = model.encodeChat([{ role: "user", content: "The tempo" }]);
    const prompt = model.encodeChat(messages);
    expect(prompt.length).toBeLessThan(chat.length);
    expect(model.decode(prompt)).toBe("The tempo");
    const { tokens, result } = await answer(model, { messages });
    expect(result.promptTokens).toBe(prompt.length);
    const sampling = { temperature: question.temperature, topP: question.topP, seed: question.seed };
    const scores = await model.score({ messages, tokens: ids(tokens), sampling });
    for (const { samplingGap } of scores) expect(samplingGap).toBeLessThan(1e-3);
  });

  it("refuses a text to go on with that is nothing, or one message among others", async () => {
    const text = { role: "text" as const, content: "<|end|>" };
    for (const messages of [[text], [text, ...question.messages], [...question.messages, text]]) {
      await expect(answer(model, { messages })).rejects.toMatchObject({
        data: { code: "inference/invalid_request", field: "messages" },
      });
    }
  });

  it.each([
    ["seed", { seed: 2 ** 32 }],
    ["temperature", { temperature: Number.NaN }],
    ["topP", { topP: 0 }],
    ["maxTokens", { maxTokens: 0 }],
    ["messages", { messages: [] }],
    ["continueFrom", { continueFrom: [100_000] }],
  ])("refuses a wrong %s", async (field, request) => {
    await expect(answer(model, request)).rejects.toMatchObject({ data: { code: "inference/invalid_request", field } });
  });

  it("survives a run that fails", async () => {
    const longer = await writeToyModel({ claimedContext: 2 * TOY_CONTEXT });
    const other = await loadTextModel(longer.folder, { maxConcurrent: 1, maxQueue: 0 });
    const messages = [{ role: "user" as const, content: "x".repeat(TOY_CONTEXT) }];
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(answer(other, { messages })).rejects.toMatchObject({ data: { code: "inference/engine_failed" } });
    }
    await expect(answer(other)).resolves.toBeDefined();
    await other.dispose();
    await longer.remove();
  });

  it("fails what runs and what comes later once disposed of", async () => {
    const other = await loadTextModel(toy.folder);
    const run = other.generate({ ...question, maxTokens: 400 });
    await run.next();
    await Promise.all([other.dispose(), other.dispose()]);
    const rest = async () => {
      for await (const _ of run);
    };
    await expect(rest()).rejects.toMatchObject({ data: { code: "inference/disposed" } });
    await expect(answer(other)).rejects.toMatchObject({ data: { code: "inference/disposed" } });
  });
});
