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

/** What a made-up detector says of any image: for each query the logits of its classes, and where it sees something. */
export interface Queries {
  readonly logits: readonly (readonly number[])[];
  /** Centre, width and height, as shares of the sides. */
  readonly boxes: readonly (readonly number[])[];
}

/** Dims of an image and its mask, without the batch. */
export interface DetectorDims {
  readonly image?: readonly (number | string)[];
  /** Without them the graph takes no mask. */
  readonly mask?: readonly (number | string)[];
}

/** The same queries for every image, to each logit of which the sum of the image's values and of its mask are added, times `slope`. */
export function queryGraph({ logits, boxes }: Queries, { image, mask }: DetectorDims = {}, slope = 0): Graph {
  const [queries, classes] = [logits.length, logits[0]!.length];
  const sums = [
    node("ReduceSum", ["pixel_values", "allAxes"], "brightness", { keepdims: 0 }),
    ...(mask
      ? [
          node("ReduceSum", ["pixel_mask", "maskAxes"], "counted", { keepdims: 0 }),
          node("Cast", ["counted"], "seen", { to: float }),
          node("Add", ["brightness", "seen"], "sum"),
        ]
      : [node("Identity", ["brightness"], "sum")]),
  ];
  return {
    input: [
      value("pixel_values", float, ["batch_size", 3, ...(image ?? ["height", "width"])]),
      ...(mask ? [value("pixel_mask", int64, ["batch_size", ...mask])] : []),
    ],
    output: [
      value("logits", float, ["batch_size", queries, classes]),
      value("pred_boxes", float, ["batch_size", queries, 4]),
    ],
    initializer: [
      floats("slope", [], Float32Array.of(slope)),
      floats("zero", [], Float32Array.of(0)),
      floats("given", [1, queries, classes], Float32Array.from(logits.flat())),
      floats("places", [1, queries, 4], Float32Array.from(boxes.flat())),
      integers("allAxes", [3], [1, 2, 3]),
      integers("maskAxes", [2], [1, 2]),
      integers("spread", [2], [1, 2]),
    ],
    node: [
      ...sums,
      node("Unsqueeze", ["sum", "spread"], "each"),
      node("Mul", ["each", "slope"], "raised"),
      node("Add", ["given", "raised"], "logits"),
      node("Mul", ["each", "zero"], "nothing"),
      node("Add", ["places", "nothing"], "pred_boxes"),
    ],
  };
}

/** Writes a detector as Hugging Face lays it out. */
export async function writeDetectionModel(graph: Graph, config: object = {}, processor: object = {}) {
  const written = await writeGraphModel(graph);
  await describeImages(
    written.folder,
    { architectures: ["DetrForObjectDetection"], id2label: { "0": "red", "1": "blue" }, ...config },
    {
      size: { shortest_edge: 8, longest_edge: 12 },
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
      ...processor,
    },
  );
  return written;
}

/** Hugging Face's own files in place of a manifest. */
async function describeImages(folder: string, config: object, processor: object): Promise<void> {
  await rm(join(folder, "manifest.json"));
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  await writeFile(join(folder, "preprocessor_config.json"), JSON.stringify(processor));
}

/** Writes an image classifier as Hugging Face lays it out: it tells red from blue. */
export async function writeImageModel(config: object = {}, processor: object = {}) {
  const { folder, remove } = await writeGraphModel(
    colourGraph([
      [4, 0, -4],
      [-4, 0, 4],
    ]),
  );
  const described = { architectures: ["ViTForImageClassification"], id2label: { "0": "red", "1": "blue" }, ...config };
  await describeImages(folder, described, {
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
