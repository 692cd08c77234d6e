import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadOnnxModel } from "../src/index.js";
import { colourGraph, queryGraph, writeDetectionModel } from "./support/graph-model.js";

const queries = (classes: number) => ({ logits: [Array(classes).fill(1)], boxes: [[0.5, 0.5, 0.2, 0.2]] });
const detr = queryGraph(queries(3));
const rtDetr = queryGraph(queries(2));

async function cardOf(graph: typeof detr, config: object, processor: object) {
  const { folder, remove } = await writeDetectionModel(graph, config, processor);
  const model = await loadOnnxModel(folder);
  await model.dispose();
  await remove();
  return model.card;
}

it("describes a detector by its own files", async () => {
  const card = await cardOf(detr, { _name_or_path: "colours" }, {});
  expect(card).toMatchObject({ name: "colours", task: "object-detection", labels: ["red", "blue"] });
  expect(card.settings).toEqual({
    input: {
      name: "pixel_values",
      mask: "pixel_mask",
      layout: "CHW",
      shortestEdge: 8,
      longestEdge: 12,
      mean: [127.5, 127.5, 127.5],
      deviation: [127.5, 127.5, 127.5],
    },
    outputs: { queryLogits: "logits", queryBoxes: "pred_boxes" },
    scoring: "softmax",
  });
});

it.each<[typeof detr, object, object, object, string]>([
  [detr, {}, { size: 7, max_size: 9 }, { shortestEdge: 7, longestEdge: 9 }, "softmax"],
  [detr, {}, { size: { shortest_edge: 7 } }, { shortestEdge: 7, longestEdge: 1333 }, "softmax"],
  [detr, {}, { pad_size: { height: 12, width: 13 } }, { padTo: { height: 12, width: 13 } }, "softmax"],
  [detr, { architectures: ["YolosForObjectDetection"] }, {}, { multipleOf: 16 }, "softmax"],
  [detr, { architectures: undefined, model_type: "table-transformer" }, {}, {}, "softmax"],
  [
    rtDetr,
    { architectures: ["RTDetrV2ForObjectDetection"], model_type: "rt_detr_v2" },
    { size: { height: 6, width: 8 }, do_normalize: false },
    { width: 8, height: 6, mean: [0, 0, 0], deviation: [255, 255, 255] },
    "sigmoid",
  ],
  [rtDetr, { architectures: undefined, model_type: "d_fine" }, {}, {}, "sigmoid"],
])("reads what it says of sizes and scores (%#)", async (graph, config, processor, input, scoring) => {
  const { settings } = await cardOf(graph, config, processor);
  expect(settings).toMatchObject({ input, scoring });
});

const onnx = "onnx/model.onnx";
const noBoxes = { ...detr, output: detr.output.filter(({ name }) => name !== "pred_boxes") };
it.each<[string, typeof detr, object, object]>([
  ["config.json", detr, { architectures: ["OwlViTForObjectDetection"] }, {}],
  ["config.json", detr, { id2label: undefined }, {}],
  ["config.json", detr, { id2label: { "0": "red" } }, {}],
  ["config.json", detr, { architectures: ["RTDetrForObjectDetection"] }, {}],
  ["config.json", detr, { architectures: undefined, model_type: "bert" }, {}],
  ["preprocessor_config.json", detr, {}, { size: { longest_edge: 10 } }],
  ["preprocessor_config.json", detr, {}, { size: undefined }],
  ["preprocessor_config.json", detr, {}, { do_resize: false }],
  ["preprocessor_config.json", detr, {}, { pad_size: 9 }],
  ["preprocessor_config.json", detr, {}, { image_mean: undefined }],
  [onnx, noBoxes, {}, {}],
  [onnx, colourGraph([[1, 1, 1]]), {}, {}],
  [onnx, queryGraph(queries(3), { image: [6, 8] }), {}, { size: { height: 8, width: 6 } }],
])("names a wrong %s (%#)", async (file, graph, config, processor) => {
  const { folder, remove } = await writeDetectionModel(graph, config, processor);
  await expect(loadOnnxModel(folder)).rejects.toMatchObject({
    data: { code: "inference/model_invalid", folder, file },
  });
  await remove();
});

it.each(["config.json", "preprocessor_config.json", "onnx"])("names a missing %s", async (file) => {
  const { folder, remove } = await writeDetectionModel(detr);
  await rm(join(folder, file), { recursive: true });
  await expect(loadOnnxModel(folder)).rejects.toMatchObject({
    data: { code: "inference/model_invalid", folder, file },
  });
  await remove();
});
