import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadTextModel } from "../src/index.js";
import { TOY_CONTEXT, writeToyModel } from "./support/toy-model.js";

describe("loadTextModel", () => {
  let toy: Awaited<ReturnType<typeof writeToyModel>>;
  beforeEach(async () => {
    toy = await writeToyModel();
  });
  afterEach(() => toy.remove());

  const edit = async (file: string, change: (content: Record<string, unknown>) => unknown) => {
    const path = join(toy.folder, file);
    await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, "utf8")))));
  };
  const failure = () =>
    loadTextModel(toy.folder).then(
      () => undefined,
      (error) => error.data,
    );

  it("describes the model, with a hash that sha256sum can reproduce", async () => {
    await edit("config.json", (config) => ({ ...config, license: "Apache-2.0", num_parameters: 12 }));
    const model = await loadTextModel(toy.folder, { maxContextTokens: 100 });
    await model.dispose();
    const files = ["config.json", "onnx/model.onnx", "tokenizer.json", "tokenizer_config.json"];
    const total = createHash("sha256");
    for (const file of files) {
      const digest = createHash("sha256").update(await readFile(join(toy.folder, file)));
      total.update(`${digest.digest("hex")}  ${file}\n`);
    }
    expect(model.card).toMatchObject({
      hash: total.digest("hex"),
      contextLength: 100,
      vocabularySize: 265,
      dtype: "fp32",
      license: "Apache-2.0",
      parameters: 12,
    });
    expect(TOY_CONTEXT).toBeGreaterThan(100);
  });

  it("names a folder that is not there", async () => {
    await toy.remove();
    expect(await failure()).toEqual({ code: "inference/model_not_found", folder: toy.folder });
  });

  it.each(["config.json", "tokenizer.json", "tokenizer_config.json"])("names a missing or broken %s", async (file) => {
    await writeFile(join(toy.folder, file), "{");
    expect(await failure()).toMatchObject({ code: "inference/model_invalid", file });
    await rm(join(toy.folder, file));
    expect(await failure()).toMatchObject({ code: "inference/model_invalid", file });
  });

  it("names a graph that is missing, not a graph, or of a type that is not there", async () => {
    await expect(loadTextModel(toy.folder, { dtype: "q4" })).rejects.toMatchObject({
      data: { code: "inference/model_invalid", file: "onnx" },
    });
    const graph = await readFile(join(toy.folder, "onnx", "model.onnx"));
    await writeFile(join(toy.folder, "onnx", "model.onnx"), "not a graph");
    expect(await failure()).toMatchObject({ code: "inference/model_invalid", file: "onnx/model.onnx" });
    await writeFile(join(toy.folder, "onnx", "model.onnx"), graph.subarray(0, graph.length / 2));
    expect(await failure()).toMatchObject({ code: "inference/model_invalid", file: "onnx/model.onnx" });
    await rm(join(toy.folder, "onnx"), { recursive: true });
    expect(await failure()).toMatchObject({ code: "inference/model_invalid", file: "onnx" });
  });

  it("names a tokenizer that belongs to another model", async () => {
    await edit("tokenizer.json", (content) => {
      const model = content.model as { vocab: Record<string, number> };
      return { ...content, model: { ...model, vocab: { ...model.vocab, elsewhere: 5000 } } };
    });
    expect(await failure()).toMatchObject({ code: "inference/model_invalid", file: "tokenizer.json" });
  });

  it("names an execution provider that the runtime has not", async () => {
    await expect(loadTextModel(toy.folder, { executionProviders: ["abacus"] })).rejects.toMatchObject({
      data: { code: "inference/model_invalid", file: "onnx/model.onnx" },
    });
  });

  it.each([
    ["config.json", "context length", ["max_position_embeddings"]],
    ["tokenizer_config.json", "chat template", ["chat_template"]],
  ])("says when %s lacks the %s", async (file, _, fields) => {
    await edit(file, (content) => Object.fromEntries(Object.entries(content).filter(([key]) => !fields.includes(key))));
    expect(await failure()).toMatchObject({ code: "inference/model_invalid", file });
  });

  it("stops loading when aborted", async () => {
    await expect(loadTextModel(toy.folder, { signal: AbortSignal.abort(new Error("no more")) })).rejects.toThrow(
      "no more",
    );
  });
});
