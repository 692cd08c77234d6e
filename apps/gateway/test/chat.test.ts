import { describe, expect, it } from "vitest";
import { collect, question, startTestGateway } from "./support/start-test-gateway.js";
import { miners } from "./support/start-test-validator.js";

interface WithProvenance {
  readonly taostack?: {
    readonly request_id: string;
    readonly validator_hotkey: string;
    readonly winner_hotkey: string;
    readonly miners: readonly { readonly hotkey: string; readonly score: number; readonly first_token_ms: number }[];
  };
}

describe("chat completions with OpenAI's client", () => {
  it("answers in one piece, with usage and provenance", async () => {
    const { openai, validators } = await startTestGateway();
    const { data, response } = await openai.chat.completions.create(question).withResponse();
    expect(data.choices).toEqual([
      {
        index: 0,
        message: { role: "assistant", content: "Four subnets.", refusal: null },
        logprobs: null,
        finish_reason: "stop",
      },
    ]);
    expect(data.usage).toEqual({ prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 });
    expect(data.object).toBe("chat.completion");
    expect(data.model).toBe("tao-text");
    const { taostack } = data as WithProvenance;
    expect(taostack?.request_id).toBe(response.headers.get("x-taostack-request-id"));
    expect(taostack?.validator_hotkey).toBe(validators[0]?.signer.address);
    expect(taostack?.winner_hotkey).toBe("miner-a");
    expect(taostack?.miners).toHaveLength(miners.length);
    expect(taostack?.miners[0]).toMatchObject({ hotkey: "miner-a", score: 0.93, first_token_ms: 20 });
    expect(validators[0]?.requests[0]?.requestId).toBe(taostack?.request_id);
  });

  it("streams chunks, with usage last when asked and provenance beside the finish reason", async () => {
    const { openai } = await startTestGateway();
    const stream = await openai.chat.completions.create({
      ...question,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await collect(stream);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? null)).toEqual([
      "",
      "Four ",
      "subnets.",
      null,
      null,
    ]);
    expect(chunks.map((chunk) => chunk.choices[0]?.finish_reason ?? null)).toEqual([null, null, null, "stop", null]);
    expect(chunks[0]?.choices[0]?.delta.role).toBe("assistant");
    expect(chunks[0]?.usage).toBeNull();
    expect(chunks[4]?.choices).toEqual([]);
    expect(chunks[4]?.usage).toEqual({ prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 });
    expect((chunks[3] as WithProvenance).taostack?.winner_hotkey).toBe("miner-a");
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  });

  it("works with the client's stream helper", async () => {
    const { openai } = await startTestGateway();
    const completion = await openai.chat.completions.stream(question).finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe("Four subnets.");
  });

  it("hands on every sampling parameter", async () => {
    const { openai, validators } = await startTestGateway();
    await openai.chat.completions.create({
      model: "tao-text",
      messages: [
        { role: "developer", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "One" },
            { type: "text", text: "Two" },
          ],
        },
      ],
      temperature: 0.25,
      top_p: 0.5,
      max_tokens: 99,
      max_completion_tokens: 12,
      seed: -1,
      stop: ["END", "\n\n"],
    });
    const request = validators[0]?.requests[0];
    expect(request?.messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "One\nTwo" },
    ]);
    expect(request?.sampling).toEqual({
      temperature: 0.25,
      topP: 0.5,
      maxTokens: 12,
      seed: 4_294_967_295,
      stop: ["END", "\n\n"],
    });
  });

  it("fills in defaults, with a fresh seed for each request", async () => {
    const { openai, validators } = await startTestGateway({ defaultMaxTokens: 33 });
    await openai.chat.completions.create(question);
    await openai.chat.completions.create(question);
    const [first, second] = validators[0]?.requests ?? [];
    expect(first?.sampling).toMatchObject({ temperature: 1, topP: 1, maxTokens: 33, stop: [] });
    expect(first?.sampling?.seed).not.toBe(second?.sampling?.seed);
  });

  it("gives log-probabilities when asked", async () => {
    const { openai } = await startTestGateway();
    const completion = await openai.chat.completions.create({ ...question, logprobs: true });
    expect(completion.choices[0]?.logprobs?.content).toEqual([
      { token: "Four ", logprob: -0.5, bytes: [70, 111, 117, 114, 32], top_logprobs: [] },
      { token: "subnets.", logprob: -0.5, bytes: [...Buffer.from("subnets.")], top_logprobs: [] },
    ]);
  });
});

describe("models", () => {
  it("lists what is configured and finds one by its name, slashes and all", async () => {
    const { openai } = await startTestGateway({ models: ["tao-text", "lab/other"] });
    expect((await openai.models.list()).data.map(({ id }) => id)).toEqual(["tao-text", "lab/other"]);
    expect(await openai.models.retrieve("lab/other")).toMatchObject({ object: "model", owned_by: "taostack" });
    await expect(openai.models.retrieve("gpt-9")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  });
});
