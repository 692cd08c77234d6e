import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inlineOptions } from "../src/engine/graph-engine.js";
import { isInferenceError, loadOnnxModel, type ModelTensor, type OnnxModel } from "../src/index.js";
import { classifierGraph, lookupGraph, sumGraph, writeGraphModel, writeImageModel } from "./support/graph-model.js";

const WIDTH = 256;
const CLASSES = 4;

const row = (seed: number, width = WIDTH): ModelTensor => ({
  type: "float32",
  data: Float32Array.from({ length: width }, (_, index) => Math.cos(seed * 3.1 + index)),
  dims: [width],
});
const indices = (...values: number[]): ModelTensor => ({
  type: "int64",
  data: BigInt64Array.from(values, BigInt),
  dims: [values.length],
});
const numbers = (outputs: Record<string, ModelTensor>, name: string) => Array.from(outputs[name]!.data, Number);

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, number] of actual.entries()) expect(Math.abs(number - expected[index]!)).toBeLessThan(1e-5);
}

describe.each([
  ["on the calling thread", false],
  ["on a thread of its own", true],
])("an ONNX model that computes %s", (_, ownThread) => {
  let folder: Awaited<ReturnType<typeof writeGraphModel>>;
  let model: OnnxModel;
  const manifest = { labels: ["a", "b", "c", "d"], parameters: 7, license: "Apache-2.0", settings: { mean: [0.5] } };

  beforeAll(async () => {
    folder = await writeGraphModel(classifierGraph(WIDTH, CLASSES), manifest);
    model = await loadOnnxModel(folder.folder, { maxConcurrent: 8, maxQueue: 100, ownThread });
  });
  afterAll(async () => {
    await model.dispose();
    await folder.remove();
  });

  it("describes itself", () => {
    expect(model.card).toEqual({ ...manifest, name: "toy", task: "test", dtype: "fp32", hash: expect.any(String) });
    expect(model.inputs).toEqual([{ name: "x", type: "float32", dims: [null, WIDTH] }]);
    expect(model.outputs).toEqual([{ name: "shares", type: "float32", dims: [null, CLASSES] }]);
  });

  it("computes what the runtime computes, one by one and many at once", async () => {
    const session = await InferenceSession.create(join(folder.folder, "onnx", "model.onnx"));
    const expected: number[][] = [];
    for (let seed = 0; seed < 40; seed++) {
      const { shares } = await session.run({ x: new Tensor("float32", row(seed).data as Float32Array, [1, WIDTH]) });
      expected.push(Array.from(shares!.data as Float32Array));
    }
    await session.release();
    const together = await Promise.all(expected.map((_, seed) => model.run({ x: row(seed) })));
    for (const [seed, outputs] of together.entries()) {
      expect(outputs.shares!.dims).toEqual([CLASSES]);
      expectClose(numbers(outputs, "shares"), expected[seed]!);
      expectClose(numbers(await model.run({ x: row(seed) }), "shares"), expected[seed]!);
    }
  });

  it("takes views of larger buffers, and buffers handed over", async () => {
    const whole = new Float32Array(3 * WIDTH);
    whole.set(row(5).data as Float32Array, WIDTH);
    const view: ModelTensor = { type: "float32", data: whole.subarray(WIDTH, 2 * WIDTH), dims: [WIDTH] };
    const expected = numbers(await model.run({ x: row(5) }), "shares");
    expectClose(numbers(await model.run({ x: view }, { transfer: true }), "shares"), expected);
    expect(whole.length).toBe(3 * WIDTH);
    const given = row(5);
    expectClose(numbers(await model.run({ x: given }, { transfer: true }), "shares"), expected);
    expect(given.data.length).toBe(0);
  });

  it("takes what is in an array when it is asked", async () => {
    const given = row(5);
    const expected = numbers(await model.run({ x: row(5) }), "shares");
    const run = model.run({ x: given });
    given.data.fill(7 as never);
    expectClose(numbers(await run, "shares"), expected);
  });

  it("refuses a buffer that has gone to another call", async () => {
    const given = row(5);
    const [first, second] = await Promise.allSettled([1, 2].map(() => model.run({ x: given }, { transfer: true })));
    expect(first!.status).toBe("fulfilled");
    expect((second as PromiseRejectedResult).reason.data).toMatchObject({ code: "inference/invalid_request" });
  });

  it.each<[string, Record<string, ModelTensor>]>([
    ["inputs.x", {}],
    ["inputs.y", { x: row(1), y: row(1) }],
    ["inputs.x", { x: { ...row(1), dims: [WIDTH / 2] } }],
    ["inputs.x", { x: { ...row(1), dims: [1, WIDTH] } }],
    ["inputs.x", { x: { ...row(1), data: new Float32Array(3) } }],
    ["inputs.x", { x: { ...row(1), data: new Int32Array(WIDTH) } }],
    ["inputs.x", { x: indices(1) }],
    ["inputs.x", { x: { ...row(1), data: new Float32Array(WIDTH).fill(Number.NaN) } }],
  ])("refuses a wrong %s (%#)", async (field, inputs) => {
    await expect(model.run(inputs)).rejects.toMatchObject({ data: { code: "inference/invalid_request", field } });
  });

  it("lets NaN through where the caller says so", async () => {
    const x = { ...row(1), data: new Float32Array(WIDTH).fill(Number.NaN) };
    const shares = numbers(await model.run({ x }, { allowNaN: true }), "shares");
    expect(shares.every(Number.isNaN)).toBe(true);
  });

  it("refuses more than it queues, and frees the slots of who goes away", async () => {
    const small = await loadOnnxModel(folder.folder, { maxBatch: 2, maxConcurrent: 2, maxQueue: 1, ownThread });
    const controller = new AbortController();
    const { signal } = controller;
    const leaving = [0, 1, 2].map((seed) => small.run({ x: row(seed) }, { signal }));
    await expect(small.run({ x: row(3) })).rejects.toSatisfy((error) =>
      isInferenceError(error, "inference/overloaded"),
    );
    controller.abort(new Error("gone"));
    for (const run of leaving) await expect(run).rejects.toThrow("gone");
    await expect(small.run({ x: row(4) }, { signal })).rejects.toThrow("gone");
    await expect(Promise.all([5, 6, 7].map((seed) => small.run({ x: row(seed) })))).resolves.toHaveLength(3);
    await small.dispose();
  });

  it("drops cancelled items and computes those beside them", async () => {
    const controller = new AbortController();
    const runs = Array.from({ length: 8 }, (_, seed) =>
      model.run({ x: row(seed) }, seed % 2 === 0 ? { signal: controller.signal } : {}),
    );
    await nextTurn();
    controller.abort(new Error("gone"));
    const settled = await Promise.allSettled(runs);
    for (let seed = 1; seed < 8; seed += 2) expect(settled[seed]!.status).toBe("fulfilled");
  });

  it("answers at once who goes away while others are computed", async () => {
    const controller = new AbortController();
    const left = model.run({ x: row(1) }, { signal: controller.signal });
    const beside = model.run({ x: row(2) });
    controller.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    await expect(beside).resolves.toBeDefined();
  });

  it("fills batches within the time bound", async () => {
    const waiting = await loadOnnxModel(folder.folder, { maxBatch: 3, maxBatchDelayMs: 60_000 });
    await expect(Promise.all([1, 2, 3].map((seed) => waiting.run({ x: row(seed) })))).resolves.toHaveLength(3);
    const quick = await loadOnnxModel(folder.folder, { maxBatch: 3, maxBatchDelayMs: 5 });
    await expect(quick.run({ x: row(1) })).resolves.toBeDefined();
    await Promise.all([waiting.dispose(), quick.dispose()]);
  });

  it("fails what runs and what comes later once disposed of", async () => {
    const other = await loadOnnxModel(folder.folder, { maxConcurrent: 1, maxQueue: 3, ownThread });
    const runs = [1, 2, 3].map((seed) => other.run({ x: row(seed) }));
    const settled = Promise.allSettled(runs);
    await nextTurn();
    await Promise.all([other.dispose(), other.dispose()]);
    for (const result of await settled) {
      if (result.status === "rejected") expect(result.reason.data).toEqual({ code: "inference/disposed" });
    }
    await expect(other.run({ x: row(1) })).rejects.toMatchObject({ data: { code: "inference/disposed" } });
  });
});

describe("the thread that computes", () => {
  const session = { threads: 1, executionProviders: ["cpu"] };
  const rest = { program: "graph", modelPath: "model.onnx", session, batch: "auto", warmUp: {} } as const;
  const options = { ...rest, maxBatch: 100, maxBatchDelayMs: 0 };
  const graphBytes = 4 * 2 ** 20;

  it("is the calling one for a small graph with short runs, whose batches then are short as well", () => {
    expect(inlineOptions(options, { runMs: 0.01, graphBytes })).toEqual(options);
    expect(inlineOptions(options, { runMs: 0.1, graphBytes })).toEqual({ ...options, maxBatch: 40 });
  });

  it.each<[string, Partial<typeof options>, object]>([
    ["long runs", {}, { runMs: 0.3 }],
    ["runs of unknown length", {}, { runMs: undefined }],
    ["large graphs", {}, { graphBytes: graphBytes + 1 }],
    ["batches that wait", { maxBatchDelayMs: 1 }, {}],
  ])("is another one for %s", (_, changed, facts) => {
    expect(inlineOptions({ ...options, ...changed }, { runMs: 0.1, graphBytes, ...facts })).toBeUndefined();
  });
});

describe("graphs of other shapes", () => {
  it("fails the item that the graph cannot take, not those beside it", async () => {
    const { folder, remove } = await writeGraphModel(lookupGraph());
    const model = await loadOnnxModel(folder);
    const settled = await Promise.allSettled(
      [[1, 2], [3, 99], [4, 5], [6]].map((values) => model.run({ index: indices(...values) })),
    );
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    const failed = settled[1] as PromiseRejectedResult;
    expect(failed.reason.data).toEqual({ code: "inference/engine_failed" });
    const last = settled[3] as PromiseFulfilledResult<Record<string, ModelTensor>>;
    expectClose(numbers(last.value, "found"), [0.6]);
    await model.dispose();
    await remove();
  });

  it("runs a graph with a fixed batch of one item by item", async () => {
    const { folder, remove } = await writeGraphModel(classifierGraph(8, 2, 1));
    const model = await loadOnnxModel(folder);
    expect(model.inputs[0]!.dims).toEqual([null, 8]);
    const runs = await Promise.all([1, 2, 3].map((seed) => model.run({ x: row(seed, 8) })));
    for (const outputs of runs) expect(numbers(outputs, "shares").reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    await model.dispose();
    await remove();
  });

  it("takes whole dims where the manifest says that no dimension counts items", async () => {
    const { folder, remove } = await writeGraphModel(sumGraph(), { batch: false, warmUp: { rows: [3, 2] } });
    const model = await loadOnnxModel(folder);
    const rows: ModelTensor = { type: "float32", data: Float32Array.of(1, 2, 3, 4), dims: [2, 2] };
    const [first, second] = await Promise.all([model.run({ rows }), model.run({ rows })]);
    expect(numbers(first, "sum")).toEqual([4, 6]);
    expect(second.sum!.dims).toEqual([1, 2]);
    await model.dispose();
    await remove();
  });
});

describe("loadOnnxModel", () => {
  const failure = (folder: string, options = {}) =>
    loadOnnxModel(folder, options).then(
      () => undefined,
      (error) => error.data,
    );

  it("names what is missing or broken", async () => {
    const { folder, remove } = await writeGraphModel(classifierGraph(8, 2));
    const invalid = (file: string) => ({ code: "inference/model_invalid", folder, file });
    expect(await failure(folder, { dtype: "q4" })).toEqual(invalid("onnx"));
    const graph = join(folder, "onnx", "model.onnx");
    const bytes = await readFile(graph);
    await writeFile(graph, bytes.subarray(0, bytes.length / 2));
    expect(await failure(folder)).toEqual(invalid("onnx/model.onnx"));
    for (const manifest of ["{", "[]", '{"name":"toy"}', '{"name":"toy","task":"t","labels":[1]}']) {
      await writeFile(join(folder, "manifest.json"), manifest);
      expect(await failure(folder)).toEqual(invalid("manifest.json"));
    }
    await rm(join(folder, "manifest.json"));
    expect(await failure(folder)).toEqual(invalid("manifest.json"));
    await remove();
    expect(await failure(folder)).toEqual({ code: "inference/model_not_found", folder });
  });

  it("shows when it loads what fails in a run, and stops when aborted", async () => {
    const { folder, remove } = await writeGraphModel(sumGraph(), { batch: true, warmUp: { rows: [3] } });
    expect(await failure(folder)).toMatchObject({ code: "inference/model_invalid", file: "onnx/model.onnx" });
    await expect(loadOnnxModel(folder, { signal: AbortSignal.abort(new Error("no more")) })).rejects.toThrow("no more");
    await remove();
  });
});

describe("an image classifier in the Hugging Face layout", () => {
  it("is described by its own files", async () => {
    const { folder, remove } = await writeImageModel({ _name_or_path: "colours" });
    const model = await loadOnnxModel(folder);
    expect(model.card).toMatchObject({ name: "colours", task: "image-classification", labels: ["red", "blue"] });
    expect(model.card.settings).toEqual({
      input: {
        name: "pixel_values",
        width: 8,
        height: 6,
        layout: "CHW",
        mean: [127.5, 127.5, 127.5],
        deviation: [63.75, 127.5, 127.5],
      },
      outputs: { logits: "logits" },
    });
    const data = new Float32Array(3 * 48).fill(-1).fill(1, 0, 48);
    const { logits } = await model.run({ pixel_values: { type: "float32", data, dims: [3, 6, 8] } });
    expect([...logits!.data]).toEqual([8, -8]);
    await model.dispose();
    await remove();
  });

  it.each<[string, object, object]>([
    ["config.json", { architectures: ["SegformerForSemanticSegmentation"] }, {}],
    ["config.json", { id2label: { "0": "red", "2": "blue" } }, {}],
    ["preprocessor_config.json", {}, { size: { longest_edge: 10 } }],
    ["preprocessor_config.json", {}, { image_std: [1] }],
  ])("names a wrong %s (%#)", async (file, config, processor) => {
    const { folder, remove } = await writeImageModel(config, processor);
    await expect(loadOnnxModel(folder)).rejects.toMatchObject({
      data: { code: "inference/model_invalid", folder, file },
    });
    await remove();
  });

  it.each<[object, object]>([
    [{ size: 4 }, { width: 4, height: 4 }],
    [
      { size: { shortest_edge: 9 }, do_center_crop: true, crop_size: { width: 5, height: 7 } },
      { width: 5, height: 7 },
    ],
    [
      { size: { shortest_edge: 9 }, do_rescale: false, do_normalize: false },
      { width: 9, mean: [0, 0, 0], deviation: [1, 1, 1] },
    ],
  ])("reads what it says of sizes and scales (%#)", async (processor, input) => {
    const { folder, remove } = await writeImageModel({}, processor);
    const model = await loadOnnxModel(folder);
    expect(model.card.settings.input).toMatchObject(input);
    await model.dispose();
    await remove();
  });
});
