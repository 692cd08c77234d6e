import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { feed } from "../src/engine/feed.js";
import { type LoadedLm, loadCausalLm } from "../src/engine/load-causal-lm.js";
import { PromptCache } from "../src/engine/prompt-cache.js";
import { loadTextModel } from "../src/index.js";
import { writeToyModel } from "./support/toy-model.js";

const count = (from: number, length: number) => Array.from({ length }, (_, index) => (from + index * 7) % 250);
const never = new AbortController().signal;

describe("PromptCache", () => {
  let toy: Awaited<ReturnType<typeof writeToyModel>>;
  let loaded: LoadedLm;

  beforeAll(async () => {
    toy = await writeToyModel();
    const session = { threads: 1, executionProviders: ["cpu"] };
    const modelPath = join(toy.folder, "onnx", "model.onnx");
    loaded = await loadCausalLm({ program: "text", modelPath, session, maxBatch: 1, promptCacheBytes: 0 });
  });
  afterAll(async () => {
    await loaded.lm.release();
    await toy.remove();
  });

  const run = async (prompts: PromptCache, tokens: readonly number[]) => {
    const cache = prompts.begin(tokens);
    const known = cache.lengths[0]!;
    const logits = await feed(loaded.lm, tokens.slice(known), cache, never);
    prompts.keep(tokens, cache);
    return { known, logits: Float32Array.from(logits.row(logits.rows - 1)) };
  };

  it("begins with what two prompts have in common, and gives the same logits", async () => {
    const prompts = new PromptCache(loaded.lm, 2 ** 20);
    const [first, second] = [
      [...count(1, 40), 3, 4, 5],
      [...count(1, 40), 9, 8],
    ];
    expect((await run(prompts, first)).known).toBe(0);
    const shared = await run(prompts, second);
    expect(shared.known).toBe(40);
    const fresh = await run(new PromptCache(loaded.lm, 0), second);
    expect(fresh.known).toBe(0);
    for (const [token, logit] of shared.logits.entries())
      expect(Math.abs(logit - fresh.logits[token]!)).toBeLessThan(1e-4);
    // The last token runs again, for its logits; what is short is not looked for.
    expect((await run(prompts, first)).known).toBe(first.length - 1);
    expect((await run(prompts, count(1, 7))).known).toBe(0);
  });

  it("is bounded, and forgets what was not used for longest", async () => {
    const one = new PromptCache(loaded.lm, 2 ** 30);
    await run(one, count(0, 64));
    const prompts = new PromptCache(loaded.lm, 3 * one.bytes);
    for (const from of [1, 2, 3]) await run(prompts, count(from, 64));
    await run(prompts, count(1, 64));
    await run(prompts, count(4, 64));
    expect(prompts.bytes).toBe(3 * one.bytes);
    const known: number[] = [];
    for (const from of [1, 3, 4, 2]) known.push(prompts.begin(count(from, 64)).lengths[0]!);
    expect(known).toEqual([63, 63, 63, 0]);
    const none = new PromptCache(loaded.lm, 0);
    await run(none, count(1, 64));
    expect(none.bytes).toBe(0);
  });

  it("keeps a conversation once, as far as it has come", async () => {
    const prompts = new PromptCache(loaded.lm, 2 ** 20);
    await run(prompts, count(1, 32));
    const before = prompts.bytes;
    expect((await run(prompts, count(1, 64))).known).toBe(32);
    expect(prompts.bytes).toBe(2 * before);
  });

  it("changes no answer and no judgement", async () => {
    const [cached, plain] = await Promise.all([
      loadTextModel(toy.folder),
      loadTextModel(toy.folder, { promptCacheBytes: 0 }),
    ]);
    const system = { role: "system" as const, content: "Answer in one clean sentence, and name the units." };
    for (const seed of [1, 2, 3, 4]) {
      const messages = [system, { role: "user" as const, content: `What is ${seed % 3} plus 4?` }];
      const sampling = { temperature: 0.9, topP: 0.95, seed };
      const answers = await Promise.all(
        [cached, plain].map(async (model) => {
          const tokens: number[] = [];
          for await (const { id } of model.generate({ messages, maxTokens: 20, ...sampling })) tokens.push(id);
          return { tokens, scores: await model.score({ messages, tokens, sampling }) };
        }),
      );
      expect(answers[0]!.tokens).toEqual(answers[1]!.tokens);
      for (const [index, { logprob, rank }] of answers[0]!.scores.entries()) {
        expect(rank).toBe(answers[1]!.scores[index]!.rank);
        expect(Math.abs(logprob - answers[1]!.scores[index]!.logprob)).toBeLessThan(1e-4);
      }
    }
    await Promise.all([cached.dispose(), plain.dispose()]);
  });
});
