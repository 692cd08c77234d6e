import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { elementType, encodeModel, floats, type Graph, integers, node, value } from "./onnx-writer.js";

const { float, int64 } = elementType;

/** Two matrices and a softmax over `width` numbers: one row in, one row of `classes` shares out. */
export function classifierGraph(width: number, classes: number, batch: string | number = "batch"): Graph {
  const wave = (count: number, step: number) =>
    Float32Array.from({ length: count }, (_, index) => Math.sin(index * step));
  return {
    input: [value("x", float, [batch, width])],
    output: [value("shares", float, [batch, classes])],
    initializer: [
      floats("a", [width, width], wave(width * width, 0.7)),
      floats("b", [width, classes], wave(width * classes, 1.3)),
    ],
    node: [
      node("MatMul", ["x", "a"], "inner"),
      node("Tanh", ["inner"], "bent"),
      node("MatMul", ["bent", "b"], "scores"),
      node("Softmax", ["scores"], "shares", { axis: -1 }),
    ],
  };
}

/** Looks `index` up in ten numbers, for each of any length: an index outside fails while the graph runs. */
export const lookupGraph = (): Graph => ({
  input: [value("index", int64, ["batch", "length"])],
  output: [value("found", float, ["batch", "length"])],
  initializer: [
    floats(
      "numbers",
      [10],
      Float32Array.from({ length: 10 }, (_, index) => index / 10),
    ),
  ],
  node: [node("Gather", ["numbers", "index"], "found")],
});

/** A first dimension that is free but counts no items: its rows are summed up. */
export const sumGraph = (): Graph => ({
  input: [value("rows", float, ["rows", 2])],
  output: [value("sum", float, [1, 2])],
  initializer: [integers("first", [1], [0])],
  node: [node("ReduceSum", ["rows", "first"], "sum", { keepdims: 1 })],
});

/** Writes a model folder into a temporary place. */
export async function writeGraphModel(graph: Graph, manifest: object = {}) {
  const folder = await mkdtemp(join(tmpdir(), "graph-model-"));
  await mkdir(join(folder, "onnx"));
  await writeFile(join(folder, "manifest.json"), JSON.stringify({ name: "toy", task: "test", ...manifest }));
  await writeFile(join(folder, "onnx", "model.onnx"), encodeModel(graph));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The mean colour of an image of any size decides between as many classes as there are rows of weights. */
export function colourGraph(weights: readonly (readonly number[])[]): Graph {
  const { length } = weights;
  return {
    input: [value("pixel_values", float, ["batch_size", "num_channels", "height", "width"])],
    output: [value("logits", float, ["batch_size", length])],
    initializer: [
      floats(
        "weights",
        [3, length],
        Float32Array.from([0, 1, 2].flatMap((channel) => weights.map((row) => row[channel]!))),
      ),
    ],
    node: [
      node("ReduceMean", ["pixel_values"], "colour", { axes: [2, 3], keepdims: 0 }),
      node("MatMul", ["colour", "weights"], "logits"),
    ],
  };
}

/** Writes an image classifier as Hugging Face lays it out: it tells red from blue. */
export async function writeImageModel(config: object = {}, processor: object = {}) {
  const { folder, remove } = await writeGraphModel(
    colourGraph([
      [4, 0, -4],
      [-4, 0, 4],
    ]),
  );
  const json = (file: string, content: object) => writeFile(join(folder, file), JSON.stringify(content));
  await rm(join(folder, "manifest.json"));
  await json("config.json", {
    architectures: ["ViTForImageClassification"],
    id2label: { "0": "red", "1": "blue" },
    ...config,
  });
  await json("preprocessor_config.json", {
    size: { height: 6, width: 8 },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.25, 0.5, 0.5],
    ...processor,
  });
  return { folder, remove };
}
