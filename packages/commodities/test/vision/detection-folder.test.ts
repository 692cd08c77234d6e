import { VisionService } from "@taostack/protocol";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { queryGraph, writeDetectionModel, writeGraphModel } from "../../../inference/test/support/graph-model.js";
import type { VisionModel } from "../../src/index.js";
import { vision } from "../../src/index.js";
import { loadVisionModel } from "../../src/vision/model/load.js";
import { frameOf, maskTensor } from "../../src/vision/model/queries/frame.js";
import { serveMarket } from "../support/over-channel.js";
import sizeVectors from "./detection-sizes.json" with { type: "json" };
import vectors from "./detection-vectors.json" with { type: "json" };

const white = (width: number, height: number, orientation?: number): Promise<Uint8Array> => {
  const image = sharp({ create: { width, height, channels: 3, background: "white" } }).jpeg();
  return (orientation ? image.withMetadata({ orientation }) : image).toBuffer();
};

async function withModel<T>(
  [graph, config = {}, processor = {}]: Parameters<typeof writeDetectionModel>,
  use: (model: VisionModel) => Promise<T>,
): Promise<T> {
  const { folder, remove } = await writeDetectionModel(graph, config, processor);
  const model = await loadVisionModel(folder);
  try {
    return await use(model);
  } finally {
    await model.dispose();
    await remove();
  }
}

const rtDetr = { architectures: ["RTDetrForObjectDetection"] };
const file = await white(20, 30);

describe("detections of a folder", () => {
  it.each(vectors.detections)("are those of transformers.js ($scoring)", async ({ scoring, threshold, ...vector }) => {
    const labels = ["a", "b", "c", "d", "e"];
    const config = { id2label: { ...labels }, ...(scoring === "sigmoid" ? rtDetr : {}) };
    const { boxes } = await withModel([queryGraph(vector), config], (model) => {
      expect([model.kinds, model.labels]).toEqual([["detection"], labels]);
      return model.detect(file);
    });
    const sure = boxes.filter(({ confidence }) => confidence >= threshold);
    const expected = [...vector.expected].sort((a, b) => b.score - a.score);
    expect(expected.length).toBeGreaterThan(3);
    expect(sure.map(({ label }) => label)).toEqual(expected.map(({ label }) => labels[label]));
    for (const [index, { confidence, box }] of sure.entries()) {
      const { score, box: edges } = expected[index]!;
      expect(confidence).toBeCloseTo(score, 6);
      const own = [box.left, box.top, box.right, box.bottom];
      for (const [side, edge] of own.entries()) expect(edge).toBeCloseTo(edges[side]!, 6);
    }
  });

  it("are no more than there are queries, of a label and confidence that count, and within the image", async () => {
    const logits = [
      [3, 2],
      [1, -9],
    ];
    const boxes = [
      [0, 0, 0.5, 0.5],
      [1, 1, 0.5, 0.5],
    ];
    const found = await withModel([queryGraph({ logits, boxes }), rtDetr], (model) => model.detect(file));
    const box = { left: 0, top: 0, right: 0.25, bottom: 0.25 };
    expect(found.boxes).toEqual([
      { label: "red", confidence: 1 / (1 + Math.exp(-3)), box },
      { label: "blue", confidence: 1 / (1 + Math.exp(-2)), box },
    ]);
    // "No object" is the likeliest of the first query, and all but certain of the second.
    const doubtful = [
      [1, 0, 2],
      [0, 0, 9],
    ];
    const softmax = await withModel([queryGraph({ logits: doubtful, boxes })], (model) => model.detect(file));
    expect(softmax.boxes).toEqual([{ label: "red", confidence: expect.closeTo(0.2447, 4), box }]);
  });

  it("are served to who asks for them, and classifications refused", async () => {
    const logits = [
      [9, 0, 0],
      [0, 9, 0],
    ];
    const boxes = [
      [0.5, 0.5, 0.5, 0.5],
      [0.25, 0.25, 0.5, 0.5],
    ];
    await withModel([queryGraph({ logits, boxes })], async (model) => {
      const { server, connect } = await serveMarket(vision.serve(model));
      const channel = await connect("//Alice");
      try {
        const request = { task: "detection", image: file, labels: ["blue", "green"], maxBoxes: 5 };
        const ask = (change: object) => channel.client(VisionService).recognise({ ...request, ...change });
        const found = await ask({});
        expect(found.labels).toEqual([]);
        expect(found.boxes).toEqual([
          { label: "blue", confidence: expect.closeTo(0.99975, 5), left: 0, top: 0, right: 0.5, bottom: 0.5 },
        ]);
        const refusal = { data: { code: "protocol/unimplemented" } };
        await expect(ask({ task: "classification", maxBoxes: 0 })).rejects.toMatchObject(refusal);
        await expect(model.classify(file)).rejects.toMatchObject(refusal);
        const damaged = { data: { code: "protocol/invalid_argument" } };
        await expect(ask({ image: file.subarray(0, file.length / 2) })).rejects.toMatchObject(damaged);
      } finally {
        channel.close();
        await server.stop();
      }
    });
  });
});

describe("what goes in", () => {
  // White is 1 in each channel: the sum of a graph that adds up its inputs is 3 a pixel and 1 for each place of the mask.
  const sumOf = (dims: Parameters<typeof queryGraph>[1], processor: object = {}, image = file) =>
    withModel(
      [queryGraph({ logits: [[0, -99]], boxes: [[0.5, 0.5, 1, 1]] }, dims, 0.005), rtDetr, processor],
      async (model) => {
        const confidence = (await model.detect(image)).boxes[0]!.confidence;
        return Math.round(Math.log(confidence / (1 - confidence)) / 0.005);
      },
    );
  const pixels = 8 * 12;
  const free = ["height", "width"];

  it.each<[string, number, Parameters<typeof queryGraph>[1], object]>([
    ["keeps its shape", 3 * pixels, {}, {}],
    ["is all of the mask", 4 * pixels, { mask: free }, {}],
    ["is stretched", 3 * 35, {}, { size: { width: 5, height: 7 } }],
    ["stands in a frame", 3 * pixels + pixels, { mask: free }, { pad_size: { height: 16, width: 16 } }],
    [
      "stands in a frame with a coarse mask",
      3 * pixels + 2 * 3,
      { mask: [4, 4] },
      { pad_size: { height: 16, width: 16 } },
    ],
    ["is made smaller than a frame", 4 * 4 * 6, { mask: free }, { pad_size: { height: 6, width: 16 } }],
    ["stands in the graph's own frame", 4 * pixels, { image: [16, 20], mask: [16, 20] }, {}],
    ["is stretched where no mask tells", 3 * 320, { image: [16, 20] }, {}],
  ])("%s", async (_, sum, dims, processor) => {
    expect(await sumOf(dims, processor)).toBe(sum);
  });

  it("is upright", async () => {
    // Turned by its tag, 20 × 40 is 40 × 20, which the mask of four places a side shows.
    const processor = { pad_size: { height: 12, width: 12 } };
    const turned = await white(20, 40, 6);
    expect(await sumOf({ mask: [12, 2] }, processor, turned)).toBe(3 * 72 + 2 * 6);
    expect(await sumOf({ mask: [12, 2] }, processor, await white(20, 40))).toBe(3 * 72 + 12);
  });
});

describe("sizes", () => {
  const base = { name: "x", layout: "CHW", mean: [], deviation: [], shortestEdge: 800, longestEdge: 1333 } as const;
  const scaledOf = (own: readonly number[], multipleOf = 1) => {
    const input = { ...base, multipleOf };
    const { content } = frameOf({ width: own[0]!, height: own[1]! }, { input, isMasked: false });
    return [content.width, content.height];
  };

  it.each(sizeVectors.sizes)("are those of the Python library: $own", ({ own, detr, yolos }) => {
    expect([scaledOf(own), scaledOf(own, 16)]).toEqual([detr, yolos]);
  });

  it("are never nothing, nor larger than the frame", () => {
    expect(scaledOf([8000, 1])).toEqual([1333, 1]);
    const rules = { input: { ...base, padTo: { width: 500, height: 300 } }, isMasked: false };
    const frame = rules.input.padTo;
    expect(frameOf({ width: 640, height: 480 }, rules)).toEqual({ content: { width: 400, height: 300 }, frame });
    expect(frameOf({ width: 8000, height: 1 }, rules)).toEqual({ content: { width: 500, height: 1 }, frame });
  });

  it("of a mask are as its type wants them", () => {
    const framed = { content: { width: 1, height: 2 }, frame: { width: 2, height: 2 } };
    const masks = (["int64", "int32", "float32", "bool", "uint8"] as const).map((type) => maskTensor(framed, type));
    expect(masks.map(({ type, data }) => [type, data.constructor.name])).toEqual([
      ["int64", "BigInt64Array"],
      ["int32", "Int32Array"],
      ["float32", "Float32Array"],
      ["bool", "Uint8Array"],
      ["uint8", "Uint8Array"],
    ]);
    for (const { data, dims } of masks)
      expect([dims, Array.from(data, Number)]).toEqual([
        [2, 2],
        [1, 0, 1, 0],
      ]);
  });
});

const sound = {
  input: { name: "pixel_values", layout: "CHW", width: 4, height: 4, mean: [0, 0, 0], deviation: [1, 1, 1] },
  outputs: { queryLogits: "logits", queryBoxes: "pred_boxes" },
  scoring: "softmax",
};
it.each<[string, object]>([
  ["settings.scoring", { ...sound, scoring: "argmax" }],
  ["settings.outputs.queryBoxes", { ...sound, outputs: { queryLogits: "logits" } }],
  ["settings.outputs", { ...sound, outputs: { queryLogits: "logits", queryBoxes: "boxes" } }],
  ["settings.input", { ...sound, input: { ...sound.input, height: undefined } }],
  ["settings.input", { ...sound, input: { ...sound.input, shortestEdge: 4, longestEdge: 4 } }],
  ["settings.input.padTo", { ...sound, input: { ...sound.input, padTo: 4 } }],
  ["settings.input.name", { ...sound, input: { ...sound.input, name: "image" } }],
])("refuses a manifest with a wrong %s (%#)", async (field, settings) => {
  const graph = queryGraph({ logits: [[0, 0]], boxes: [[0, 0, 0, 0]] });
  const { folder, remove } = await writeGraphModel(graph, { labels: ["red"], settings });
  await expect(loadVisionModel(folder)).rejects.toMatchObject({
    data: { code: "commodities/bad_vision_model", field },
  });
  await remove();
});
