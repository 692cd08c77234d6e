import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Engine } from "../src/engine/engine.js";
import type { GenerateRequest, LoadTextModelOptions, TextModel } from "../src/index.js";
import { loadTextModel } from "../src/index.js";
import { TOY_CONTEXT, writeToyModel } from "./support/toy-model.js";

const bundled = fileURLToPath(new URL("../../../models/tao-text", import.meta.url));

/** Prompts of many lengths, several ways of drawing, answers that end early and late. */
const requests = (count: number): GenerateRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    messages: [
      { role: "user", content: "What is the tempo of a subnet? ".repeat(1 + ((index * 5) % 4)).slice(index % 3) },
    ],
    maxTokens: 4 + ((index * 17) % 44),
    temperature: [0, 0.7, 1.2][index % 3]!,
    topP: index % 2 === 0 ? 1 : 0.9,
    seed: 1000 + index,
  }));

async function answer(model: TextModel, request: GenerateRequest, signal?: AbortSignal) {
  const tokens: { id: number; logprob: number }[] = [];
  for await (const { id, logprob } of model.generate(request, signal ? { signal } : {})) tokens.push({ id, logprob });
  return tokens;
}

const ids = (tokens: readonly { id: number }[]) => tokens.map(({ id }) => id);

function expectSame(actual: Awaited<ReturnType<typeof answer>>, expected: Awaited<ReturnType<typeof answer>>): void {
  expect(ids(actual)).toEqual(ids(expected));
  for (const [index, { logprob }] of actual.entries()) {
    expect(Math.abs(logprob - expected[index]!.logprob)).toBeLessThan(1e-4);
  }
}

/** Whether the thread computes several answers in one run. */
async function batches(folder: string, file = "model.onnx"): Promise<boolean> {
  const session = { threads: 1, executionProviders: ["cpu"] };
  const modelPath = `${folder}/onnx/${file}`;
  const options = { program: "text", modelPath, session, maxBatch: 4, promptCacheBytes: 0 } as const;
  const { engine, facts } = await Engine.start(options);
  await engine.close(new Error("done"));
  return facts.batches;
}

describe("answers computed together", () => {
  let toy: Awaited<ReturnType<typeof writeToyModel>>;
  const models: TextModel[] = [];
  const load = async (folder: string, options: LoadTextModelOptions) => {
    const model = await loadTextModel(folder, { maxConcurrent: 8, maxQueue: 64, ...options });
    models.push(model);
    return model;
  };

  beforeAll(async () => {
    toy = await writeToyModel();
  });
  afterAll(async () => {
    await Promise.all(models.map((model) => model.dispose()));
    await toy.remove();
  });

  it.each([
    ["a small graph", () => toy.folder],
    ["the bundled model", () => bundled],
  ])("are those computed alone, while others come and go: %s", async (_, folder) => {
    expect(await batches(folder())).toBe(true);
    const [together, alone] = [await load(folder(), {}), await load(folder(), { maxBatch: 1 })];
    const asked = requests(16);
    const answers = await Promise.all(asked.map((request) => answer(together, request)));
    for (const [index, request] of asked.entries()) expectSame(answers[index]!, await answer(alone, request));
    // What the model judges in one run over the whole answer is the same thing again.
    const { messages, temperature, topP, seed } = asked[5]!;
    const scores = await together.score({ messages, tokens: ids(answers[5]!), sampling: { temperature, topP, seed } });
    for (const [index, { logprob, samplingGap }] of scores.entries()) {
      expect(Math.abs(logprob - answers[5]![index]!.logprob)).toBeLessThan(1e-4);
      expect(samplingGap).toBeLessThan(1e-3);
    }
  });

  it("are not changed by those that are aborted beside them", async () => {
    const [together, alone] = [await load(toy.folder, {}), await load(toy.folder, { maxBatch: 1 })];
    const asked = requests(16).map((request) => ({ ...request, maxTokens: 40 }));
    const runs = asked.map(async (request, index) => {
      if (index % 2 === 1) return answer(together, request);
      const controller = new AbortController();
      const run = together.generate({ ...request, maxTokens: 400 }, { signal: controller.signal });
      for (let count = 0; count <= index; count++) await run.next();
      controller.abort(new Error("gone"));
      await expect(run.next()).rejects.toThrow("gone");
      return undefined;
    });
    for (const [index, tokens] of (await Promise.all(runs)).entries()) {
      if (tokens) expectSame(tokens, await answer(alone, asked[index]!));
    }
  });

  it("go on without one that the graph cannot take", async () => {
    const longer = await writeToyModel({ claimedContext: 2 * TOY_CONTEXT });
    const model = await load(longer.folder, {});
    const alone = await load(longer.folder, { maxBatch: 1 });
    const full = { ...requests(1)[0]!, messages: [{ role: "user" as const, content: "x".repeat(TOY_CONTEXT - 20) }] };
    const tooLong = answer(model, { ...full, temperature: 1.3, seed: 5, maxTokens: 400 });
    const others = requests(6).map((request) => ({ ...request, maxTokens: 60 }));
    const answers = Promise.all(others.map((request) => answer(model, request)));
    await expect(tooLong).rejects.toMatchObject({ data: { code: "inference/engine_failed" } });
    for (const [index, tokens] of (await answers).entries()) expectSame(tokens, await answer(alone, others[index]!));
    await longer.remove();
  });

  it("are computed in turns where neighbours would change them", async () => {
    const heedless = await writeToyModel({ heedsMask: false });
    expect(await batches(heedless.folder)).toBe(false);
    // Its inputs are quantised by the range of all rows together.
    expect(await batches(bundled, "model_quantized.onnx")).toBe(false);
    const model = await load(heedless.folder, {});
    const asked = requests(6);
    const answers = await Promise.all(asked.map((request) => answer(model, request)));
    for (const [index, request] of asked.entries()) expectSame(answers[index]!, await answer(model, request));
    await heedless.remove();
  });
});
