import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../src/store/open-store.js";
import { question, startTestGateway, until } from "./support/start-test-gateway.js";
import { answerForever } from "./support/start-test-validator.js";

describe("the key store", () => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "gateway-"));
    store = await openStore(join(folder, "deep", "gateway.sqlite"));
  });
  afterEach(async () => {
    await store.stop();
    await rm(folder, { recursive: true });
  });

  it("knows a key again, also after a restart, and writes its secret nowhere", async () => {
    const { id, key } = await store.keys.create("laptop");
    expect(key).toMatch(/^sk-tao-[0-9a-f]{12}-[A-Za-z0-9_-]{43}$/);
    await store.stop();
    const path = join(folder, "deep", "gateway.sqlite");
    expect((await readFile(path)).includes(key.slice(-43))).toBe(false);
    store = await openStore(path);
    expect(await store.keys.verify(key)).toEqual({ id, name: "laptop" });
  });

  it("refuses every other text", async () => {
    const { id, key } = await store.keys.create("laptop");
    const last = key.at(-1) === "A" ? "B" : "A";
    const wrong = [
      key.slice(0, -1) + last,
      key.slice(0, -1),
      `${key}A`,
      key.toUpperCase(),
      id,
      "",
      `sk-tao-${id}-${"A".repeat(43)}`,
    ];
    for (const text of wrong) expect(await store.keys.verify(text)).toBeUndefined();
  });

  it("revokes one key, or all of a name", async () => {
    const one = await store.keys.create("a");
    const two = await store.keys.create("a");
    const other = await store.keys.create("b");
    expect(await store.keys.revoke(one.id)).toBe(true);
    expect(await store.keys.revoke(one.id)).toBe(false);
    expect(await store.keys.verify(one.key)).toBeUndefined();
    expect(await store.keys.verify(two.key)).toBeDefined();
    expect(await store.keys.revokeNamed("a")).toBe(1);
    expect(await store.keys.verify(two.key)).toBeUndefined();
    expect(await store.keys.verify(other.key)).toBeDefined();
  });

  it("says which database cannot be opened", async () => {
    await expect(openStore(folder)).rejects.toMatchObject({
      data: { code: "gateway/database_unusable", path: folder },
    });
  });

  it("records and sums usage by key", async () => {
    const { id } = await store.keys.create("laptop");
    const row = {
      key_id: id,
      model: "tao-text",
      created_at: 1_000,
      prompt_tokens: 7,
      completion_tokens: 2,
      first_token_ms: 12.5,
      total_ms: 80,
      validator_hotkey: "v",
      winner_hotkey: null,
      outcome: "stop",
    };
    await store.usage.record({ ...row, request_id: "one" });
    await store.usage.record({ ...row, request_id: "two", created_at: 2_000 });
    expect(await store.usage.summary(id)).toEqual({ requests: 2, promptTokens: 14, completionTokens: 4 });
    expect(await store.usage.summary(id, 1_500)).toEqual({ requests: 1, promptTokens: 7, completionTokens: 2 });
    expect(await store.usage.summary("nobody")).toEqual({ requests: 0, promptTokens: 0, completionTokens: 0 });
    expect((await store.usage.list(id)).map(({ request_id }) => request_id)).toEqual(["two", "one"]);
    await expect(store.usage.record({ ...row, request_id: "one" })).rejects.toThrow();
  });
});

describe("limits of a key", () => {
  it("lets as many through in a minute as it may, and says when to come back", async () => {
    const { gateway, openai, clock } = await startTestGateway({ requestsPerMinute: 2 });
    await openai.chat.completions.create(question);
    await openai.chat.completions.create(question);
    await expect(openai.chat.completions.create(question)).rejects.toMatchObject({
      status: 429,
      code: "rate_limited",
      type: "rate_limit_error",
    });
    const other = await gateway.createApiKey("other");
    const fine = await openai.withOptions({ apiKey: other.key }).chat.completions.create(question);
    expect(fine.choices).toHaveLength(1);
    clock.now += 30_000;
    expect((await openai.chat.completions.create(question)).choices).toHaveLength(1);
  });

  it("bounds how many run at once, and frees the place when one ends", async () => {
    const { openai, validators } = await startTestGateway({ maxConcurrentPerKey: 1 });
    const answer = validators[0]!.generate;
    validators[0]!.generate = answerForever;
    const stream = await openai.chat.completions.create({ ...question, stream: true });
    await expect(openai.chat.completions.create(question)).rejects.toMatchObject({
      status: 429,
      code: "too_many_at_once",
    });
    stream.controller.abort();
    await until(() => validators[0]!.calls[0]!.signal.aborted);
    validators[0]!.generate = answer;
    expect((await openai.chat.completions.create(question)).choices).toHaveLength(1);
  });

  it("bounds how many run at once over all keys", async () => {
    const { gateway, openai, validators } = await startTestGateway({ maxConcurrent: 1 });
    validators[0]!.generate = answerForever;
    const stream = await openai.chat.completions.create({ ...question, stream: true });
    const other = openai.withOptions({ apiKey: (await gateway.createApiKey("other")).key });
    await expect(other.chat.completions.create(question)).rejects.toMatchObject({ status: 429, code: "overloaded" });
    stream.controller.abort();
  });

  it("turns a revoked key away", async () => {
    const { gateway, key, openai } = await startTestGateway();
    expect(await gateway.revokeApiKey(key.id)).toBe(true);
    await expect(openai.models.list()).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
  });
});
