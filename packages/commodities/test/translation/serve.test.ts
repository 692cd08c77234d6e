import { TranslationService } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerTranslation,
  createTranslationChallenge,
  defaultTranslationLimits,
  serveTranslation,
  type Translator,
  translation,
} from "../../src/index.js";
import { serveMarket } from "../support/over-channel.js";

const request = {
  requestId: "r",
  model: "",
  text: "The old man buys a green lamp. Where does Anna sleep?",
  sourceLanguage: "en",
  targetLanguage: "de",
};
const code = (expected: string) => expect.objectContaining({ data: expect.objectContaining({ code: expected }) });
const never = new AbortController().signal;

describe("serving translations", () => {
  let model: Translator;
  beforeAll(async () => {
    model = await translation.loadModel("tao-translate-mini", { maxConcurrent: 1, maxQueue: 0 });
  });
  afterAll(() => model?.dispose());

  const ask = (change: Partial<typeof request> = {}, signal = never) =>
    answerTranslation(model, { ...request, ...change }, defaultTranslationLimits, signal);

  it("answers sentence by sentence, the same each time, with the tokens counted", async () => {
    const first = await ask();
    expect(first.text).toMatch(/^\S.*[.] \S.*[?]$/u);
    expect(first.usage?.targetTokens).toBeGreaterThan(10);
    expect(await ask()).toEqual(first);
  });

  it("does not let a text choose the language", async () => {
    const { text } = await ask({ text: ">>fr<< The old man buys a green lamp." });
    const score = translation.scoreAnswer({
      challenge: { request },
      answer: { text, usage: undefined },
      reference: {},
    });
    expect(score.parts.language).toBe(1);
  });

  it("refuses while it is busy, and stops when the caller is gone", async () => {
    const caller = new AbortController();
    const busy = ask({}, caller.signal);
    await expect(ask()).rejects.toEqual(code("protocol/resource_exhausted"));
    caller.abort(new Error("cancelled"));
    await expect(busy).rejects.toThrow("cancelled");
    await expect(ask()).resolves.toBeDefined();
  });

  it("refuses a sentence that the model has no room for", async () => {
    await expect(ask({ text: "漢".repeat(300) })).rejects.toEqual(code("protocol/invalid_argument"));
  });

  it("is unavailable once the model is gone", async () => {
    const gone = await translation.loadModel("tao-translate-mini");
    await gone.dispose();
    await expect(answerTranslation(gone, request, defaultTranslationLimits, never)).rejects.toEqual(
      code("protocol/unavailable"),
    );
  });

  it("works over an authenticated channel", async () => {
    const { server, connect } = await serveMarket(serveTranslation(model));
    const channel = await connect("//Alice");
    try {
      const client = channel.client(TranslationService);
      const challenge = createTranslationChallenge(3);
      const answer = await client.translate(challenge.request);
      expect((await translation.verifyAnswer(model, { ...challenge, answer })).parts.form).toBe(1);
      await expect(client.translate({ ...request, targetLanguage: "xx" })).rejects.toMatchObject({
        data: { code: "protocol/invalid_argument", verified: true },
        message: expect.stringContaining("target_language"),
      });
    } finally {
      channel.close();
      await server.stop();
    }
  });
});
