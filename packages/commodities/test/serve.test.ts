import type { TextModel } from "@taostack/inference";
import { TextChunk, type TextRequest } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundledModelPath, defaultTextLimits, generateChunks, serveText, text, textAnswerOf } from "../src/index.js";

const request: TextRequest = {
  requestId: "r",
  model: "",
  messages: [{ role: "user", content: "What is a subnet?" }],
  sampling: { maxTokens: 64, temperature: 0, topP: 1, seed: 1, stop: [] },
  continueFrom: [],
};

describe("serving text", () => {
  let model: TextModel;
  beforeAll(async () => {
    model = await text.loadModel("tao-text-mini", { maxConcurrent: 1, maxQueue: 0 });
  });
  afterAll(() => model.dispose());

  const stream = (signal = new AbortController().signal, change: Partial<TextRequest> = {}) =>
    generateChunks(model, { ...request, ...change }, defaultTextLimits, signal);
  const drain = async (chunks: AsyncIterable<unknown>) => {
    for await (const _ of chunks);
  };
  const code = (expected: string) => expect.objectContaining({ data: expect.objectContaining({ code: expected }) });

  it("streams chunks that survive the wire, the last with finish reason and usage", async () => {
    const chunks = [];
    for await (const chunk of stream()) chunks.push(TextChunk.decode(TextChunk.encode(chunk)));
    const answer = textAnswerOf(chunks);
    expect(answer.finishReason).toBe("stop");
    expect(answer.usage?.completionTokens).toBe(answer.tokens.length);
    expect(chunks.slice(0, -1).every((chunk) => chunk.finishReason === "" && chunk.usage === undefined)).toBe(true);
  });

  it("goes on with a text as it stands, and says so in the usage", async () => {
    const messages = [{ role: "text", content: "A subnet is" }];
    const chunks = [];
    for await (const chunk of stream(undefined, { messages })) chunks.push(chunk);
    const answer = textAnswerOf(chunks);
    expect(answer.usage?.promptTokens).toBe(model.encodeChat([{ role: "text", content: "A subnet is" }]).length);
    expect(model.encodeChat([{ role: "text", content: "A subnet is" }])).not.toEqual(
      model.encodeChat([{ role: "user", content: "A subnet is" }]),
    );
    expect((await text.verifyAnswer(model, { request: { ...request, messages }, answer })).total).toBeGreaterThan(0.99);
  });

  it("gives the model back when the caller cancels or leaves, and refuses at once while it is busy", async () => {
    const caller = new AbortController();
    const first = stream(caller.signal);
    await first.next();
    await expect(drain(stream())).rejects.toEqual(code("protocol/resource_exhausted"));
    caller.abort(new Error("cancelled"));
    await expect(drain(first)).rejects.toThrow("cancelled");
    const second = stream();
    await second.next();
    await second.return();
    await expect(drain(stream())).resolves.toBeUndefined();
  });

  it("says what is wrong with a request that the model cannot take", async () => {
    const messages = [{ role: "user", content: "seven ".repeat(600) }];
    await expect(drain(stream(undefined, { messages }))).rejects.toEqual(code("protocol/invalid_argument"));
    await expect(drain(stream(undefined, { messages: [] }))).rejects.toEqual(code("protocol/invalid_argument"));
    await expect(drain(stream(undefined, { continueFrom: [99_999] }))).rejects.toEqual(
      code("protocol/invalid_argument"),
    );
  });

  it("is unavailable once the model is gone", async () => {
    const other = await text.loadModel("tao-text-mini");
    await other.dispose();
    const chunks = generateChunks(other, request, defaultTextLimits, new AbortController().signal);
    await expect(drain(chunks)).rejects.toEqual(code("protocol/unavailable"));
    expect(serveText(other).service.name).toBe("taostack.v1.Text");
  });
});

describe("bundledModelPath", () => {
  it("finds the bundled models and no others", () => {
    for (const name of ["tao-text", "tao-text-small", "tao-text-mini"]) {
      expect(bundledModelPath(name).endsWith(name)).toBe(true);
    }
    for (const name of ["tao-none", "../tao-text", ""]) {
      expect(() => bundledModelPath(name)).toThrow(
        expect.objectContaining({ data: { code: "commodities/unknown_model", name } }),
      );
    }
  });
});
