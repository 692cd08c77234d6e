import OpenAI, { type APIError } from "openai";
import { describe, expect, it } from "vitest";
import { messages, question, startTestGateway } from "./support/start-test-gateway.js";
import { neverAnswer } from "./support/start-test-validator.js";

const refusals: readonly [name: string, body: object, code: string, param: string | null][] = [
  ["no model", { messages }, "invalid_request", "model"],
  ["no messages", { model: "tao-text" }, "invalid_request", "messages"],
  ["an empty list of messages", { model: "tao-text", messages: [] }, "empty_prompt", "messages"],
  ["blank text", { model: "tao-text", messages: [{ role: "user", content: "  " }] }, "empty_prompt", "messages"],
  [
    "an image",
    { model: "tao-text", messages: [{ role: "user", content: [{ type: "image_url" }] }] },
    "invalid_request",
    "messages[0].content",
  ],
  [
    "an unknown role",
    { model: "tao-text", messages: [{ role: "tool", content: "x" }] },
    "invalid_request",
    "messages[0].role",
  ],
  [
    "a role of Object's",
    { model: "tao-text", messages: [{ role: "toString", content: "x" }] },
    "invalid_request",
    "messages[0].role",
  ],
  ["two answers", { ...question, n: 2 }, "unsupported_parameter", "n"],
  ["tools", { ...question, tools: [{ type: "function" }] }, "unsupported_parameter", "tools"],
  ["JSON mode", { ...question, response_format: { type: "json_object" } }, "unsupported_parameter", "response_format"],
  ["top logprobs", { ...question, logprobs: true, top_logprobs: 5 }, "unsupported_parameter", "top_logprobs"],
  ["a hot temperature", { ...question, temperature: 2.1 }, "invalid_request", "temperature"],
  ["a temperature that is text", { ...question, temperature: "1" }, "invalid_request", "temperature"],
  ["no probability mass", { ...question, top_p: 0 }, "invalid_request", "top_p"],
  ["half a token", { ...question, max_tokens: 1.5 }, "invalid_request", "max_tokens"],
  ["no tokens", { ...question, max_tokens: 0 }, "invalid_request", "max_tokens"],
  ["too many tokens", { ...question, max_completion_tokens: 4_097 }, "invalid_request", "max_completion_tokens"],
  ["five stops", { ...question, stop: ["a", "b", "c", "d", "e"] }, "invalid_request", "stop"],
  ["an empty stop", { ...question, stop: "" }, "invalid_request", "stop"],
  ["a stream that is text", { ...question, stream: "yes" }, "invalid_request", "stream"],
];

describe("refusals", () => {
  it("names the parameter for each wrong request, and asks no validator", async () => {
    const { gateway, key, validators } = await startTestGateway({ requestsPerMinute: 1_000 });
    for (const [name, body, code, param] of refusals) {
      const response = await fetch(`${gateway.url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${key.key}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const { error } = (await response.json()) as { error: Record<string, unknown> };
      expect({ name, status: response.status, ...error, message: "" }).toEqual({
        name,
        status: 400,
        message: "",
        type: "invalid_request_error",
        param,
        code,
      });
    }
    expect(validators[0]?.requests).toEqual([]);
  });

  it("takes neutral values of what it does not support", async () => {
    const { openai } = await startTestGateway();
    const neutral = {
      n: 1,
      frequency_penalty: 0,
      presence_penalty: 0,
      logit_bias: {},
      user: "u",
      stop: null,
      seed: null,
    };
    const completion = await openai.chat.completions.create({ ...question, ...neutral });
    expect(completion.choices[0]?.finish_reason).toBe("stop");
  });

  it("names the models there are when one is unknown", async () => {
    const { openai } = await startTestGateway({ models: ["tao-text", "other"] });
    const failed = openai.chat.completions.create({ ...question, model: "gpt-9" });
    await expect(failed).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(failed).rejects.toMatchObject({
      code: "model_not_found",
      message: expect.stringMatching(/tao-text, other/),
    });
  });

  it.each(["sk-tao-000000000000-".padEnd(63, "A"), "sk-other", "' or 1=1 --"])("refuses the key %j", async (apiKey) => {
    const { gateway } = await startTestGateway();
    const openai = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey, maxRetries: 0 });
    const failed = openai.chat.completions.create(question);
    await expect(failed).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(failed).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
  });

  it("refuses a request without a key before it reads the body", async () => {
    const { gateway } = await startTestGateway();
    const response = await fetch(`${gateway.url}/v1/chat/completions`, { method: "POST", body: "not json" });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("refuses a prompt of ten megabytes with a reason that the client gets to read", async () => {
    const { openai } = await startTestGateway();
    const content = "word ".repeat(2_000_000);
    const failed = openai.chat.completions.create({ model: "tao-text", messages: [{ role: "user", content }] });
    await expect(failed).rejects.toMatchObject({ status: 413, code: "body_too_large", type: "invalid_request_error" });
  });

  it("refuses broken JSON, other media types, unknown paths and methods in the same shape", async () => {
    const { gateway, key } = await startTestGateway();
    const ask = async (path: string, init: RequestInit) => {
      const headers = { authorization: `Bearer ${key.key}`, ...init.headers };
      const response = await fetch(gateway.url + path, { ...init, headers });
      return { status: response.status, code: ((await response.json()) as { error: { code: string } }).error.code };
    };
    const path = "/v1/chat/completions";
    const json = { "content-type": "application/json" };
    expect(await ask(path, { method: "POST", headers: json, body: "{" })).toEqual({
      status: 400,
      code: "invalid_request",
    });
    expect(await ask(path, { method: "POST", headers: json, body: "[]" })).toEqual({
      status: 400,
      code: "invalid_request",
    });
    expect(await ask(path, { method: "POST", body: "x" })).toEqual({ status: 400, code: "invalid_request" });
    expect(await ask(path, { method: "GET" })).toEqual({ status: 404, code: "not_found" });
    expect(await ask("/v1/embeddings", { method: "GET" })).toEqual({ status: 404, code: "not_found" });
  });
});

describe("when no answer can be had", () => {
  it("says that no validator is announced, and when to come back", async () => {
    const { openai } = await startTestGateway({ stakes: [] });
    const failed = openai.chat.completions.create(question);
    await expect(failed).rejects.toMatchObject({ status: 503, code: "no_validator" });
    await expect(failed).rejects.toSatisfy((error: APIError) => Number(error.headers?.get("retry-after")) > 0);
  });

  it("says that the validators are busy", async () => {
    const { openai, validators } = await startTestGateway({ stakes: [1n, 2n] });
    for (const validator of validators) validator.decide = "resource_exhausted";
    await expect(openai.chat.completions.create(question)).rejects.toMatchObject({ status: 429, code: "overloaded" });
  });

  it("says that no answer began in time", async () => {
    const { openai, validators } = await startTestGateway({ firstTokenTimeoutMs: 60 });
    for (const validator of validators) validator.generate = neverAnswer;
    await expect(openai.chat.completions.create(question)).rejects.toMatchObject({ status: 504, code: "timeout" });
  });

  it("says that the whole answer took too long", async () => {
    const { openai, validators } = await startTestGateway({ requestTimeoutMs: 120 });
    for (const validator of validators) validator.generate = neverAnswer;
    await expect(openai.chat.completions.create(question)).rejects.toMatchObject({ status: 504, code: "timeout" });
  });

  it("tells nothing of a fault of its own", async () => {
    const { openai, chain } = await startTestGateway({ stakes: [] });
    chain.failure = new Error("secret of the inside");
    const failed = openai.chat.completions.create(question);
    await expect(failed).rejects.toMatchObject({ status: 503, message: expect.not.stringMatching(/secret/) });
  });
});
