import type { TextModel } from "@taostack/inference";
import { type NeuronChannel, type NeuronServer, TextService } from "@taostack/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTextChallenge, text, textAnswerOf } from "../src/index.js";
import { serveMarket } from "./support/over-channel.js";

describe("text over an authenticated channel", () => {
  let model: TextModel;
  let server: NeuronServer;
  let channel: NeuronChannel;
  beforeAll(async () => {
    model = await text.loadModel("tao-text", { maxConcurrent: 1, maxQueue: 1 });
    const served = await serveMarket(text.serve(model));
    server = served.server;
    channel = await served.connect("//Alice");
  });
  afterAll(async () => {
    channel?.close();
    await server?.stop();
    await model?.dispose();
  });

  it("carries an answer that the reference recognises", async () => {
    const { request } = createTextChallenge(1);
    const chunks = [];
    for await (const chunk of channel.client(TextService).generate(request)) chunks.push(chunk);
    const score = await text.verifyAnswer(model, { request, answer: textAnswerOf(chunks) });
    expect(score.parts.authenticity).toBeGreaterThan(0.99);
  });

  it("frees the model when the caller leaves", async () => {
    const { request } = createTextChallenge(1);
    for await (const chunk of channel.client(TextService).generate(request)) {
      expect(chunk.tokens).toHaveLength(1);
      break;
    }
    // Waits in line until the cancellation has arrived and the slot is free.
    expect(await model.score({ messages: [{ role: "user", content: "x" }], tokens: [1] })).toHaveLength(1);
  });

  it("tells the caller what is wrong with a request", async () => {
    const answer = channel.client(TextService).generate({ messages: [{ role: "user", content: "hi" }] });
    await expect(answer.next()).rejects.toMatchObject({ data: { code: "protocol/invalid_argument", verified: true } });
  });
});
