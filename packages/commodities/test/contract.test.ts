import type { TextRequest } from "@taostack/protocol";
import { describe, expect, it } from "vitest";
import { answerText, defaultTextLimits, parseTextRequest, textAnswerOf } from "../src/index.js";

const sampling = { maxTokens: 16, temperature: 0.5, topP: 0.5, seed: 3, stop: ["\n"] };
const request: TextRequest = {
  requestId: "r",
  model: "",
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Hello" },
  ],
  sampling,
  continueFrom: [5],
};

describe("parseTextRequest", () => {
  it("says what is asked of the model", () => {
    expect(parseTextRequest(request)).toEqual({ messages: request.messages, ...sampling, continueFrom: [5] });
  });

  const user = (content: string) => ({ role: "user", content });
  it.each<[string, Partial<TextRequest>]>([
    ["no sampling", { sampling: undefined }],
    ["no message", { messages: [] }],
    ["an empty prompt", { messages: [user(" \n")] }],
    ["a last message that is not the user's", { messages: [user("hi"), { role: "assistant", content: "hello" }] }],
    ["a text to go on with among other messages", { messages: [{ role: "text", content: "x" }, user("hi")] }],
    ["an empty text to go on with", { messages: [{ role: "text", content: " " }] }],
    ["an unknown role", { messages: [{ role: "tool", content: "x" }, user("hi")] }],
    ["too many messages", { messages: Array.from({ length: 65 }, () => user("hi")) }],
    ["too many bytes", { messages: [user("é".repeat(defaultTextLimits.maxPromptBytes / 2 + 1))] }],
    ["no tokens", { sampling: { ...sampling, maxTokens: 0 } }],
    ["too many tokens", { sampling: { ...sampling, maxTokens: defaultTextLimits.maxTokens + 1 } }],
    ["a negative temperature", { sampling: { ...sampling, temperature: -0.1 } }],
    ["a temperature that is no number", { sampling: { ...sampling, temperature: Number.NaN } }],
    ["too high a temperature", { sampling: { ...sampling, temperature: 2.1 } }],
    ["an empty nucleus", { sampling: { ...sampling, topP: 0 } }],
    ["an empty stop text", { sampling: { ...sampling, stop: [""] } }],
    ["too many stop texts", { sampling: { ...sampling, stop: ["a", "b", "c", "d", "e"] } }],
    ["a continuation that fills the answer", { continueFrom: Array.from({ length: 16 }, () => 1) }],
  ])("refuses %s", (_, change) => {
    expect(() => parseTextRequest({ ...request, ...change })).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: "protocol/invalid_argument" }) }),
    );
  });
});

describe("textAnswerOf", () => {
  const token = (id: number, text: string) => ({ id, text, logprob: -1 });
  it("joins the chunks; a stream that broke off has no finish reason", () => {
    const chunks = [
      { tokens: [token(1, "a")], finishReason: "", usage: undefined },
      { tokens: [token(2, "b")], finishReason: "stop", usage: { promptTokens: 3, completionTokens: 2 } },
    ];
    const answer = textAnswerOf(chunks);
    expect(answerText(answer)).toBe("ab");
    expect(answer).toMatchObject({ finishReason: "stop", usage: { completionTokens: 2 } });
    expect(textAnswerOf(chunks.slice(0, 1)).finishReason).toBe("");
    expect(textAnswerOf([])).toEqual({ tokens: [], finishReason: "", usage: undefined });
  });
});
