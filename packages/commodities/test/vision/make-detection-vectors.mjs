// Writes detection-vectors.json: what detectors of the DETR family might say, with what the post-processing of transformers.js makes of
// it.
//
//     npm install --prefix /tmp/hf @huggingface/transformers@4.3.2
//     node packages/commodities/test/vision/make-detection-vectors.mjs /tmp/hf/node_modules/@huggingface/transformers
//     npx -y pnpm@12 format

import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const load = (file) => import(pathToFileURL(join(folder, "src", file)).href);
const { post_process_object_detection } = await load("image_processors_utils.js");
const { Tensor } = await load("utils/tensor.js");
const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));

let state = 7;
/** 0 … 1, of 32 bits: the same numbers each time (mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const between = (low, high) => Math.fround(low + (high - low) * random());
const rows = (count, make) => Array.from({ length: count }, make);

const QUERIES = 12;
const LABELS = 5;
const THRESHOLD = 0.5;
const tensor = (values) =>
  new Tensor("float32", Float32Array.from(values.flat()), [1, values.length, values[0].length]);

/** From half on, the likeliest class of a query is that of transformers.js and of the Python library alike. */
function vectorOf(scoring) {
  const classes = LABELS + (scoring === "softmax" ? 1 : 0);
  const logits = rows(QUERIES, () => rows(classes, () => (scoring === "softmax" ? between(-6, 6) : between(-6, 1))));
  const boxes = rows(QUERIES, () => [between(0.3, 0.7), between(0.3, 0.7), between(0.05, 0.5), between(0.05, 0.5)]);
  const outputs = { logits: tensor(logits), pred_boxes: tensor(boxes) };
  const [found] = post_process_object_detection(outputs, THRESHOLD, null, scoring === "sigmoid");
  const expected = found.classes.map((label, index) => {
    return { label, score: found.scores[index], box: found.boxes[index] };
  });
  return { scoring, threshold: THRESHOLD, logits, boxes, expected };
}

const detections = ["softmax", "sigmoid"].map(vectorOf);
const vectors = { source: `@huggingface/transformers ${version}`, detections };
await writeFile(new URL("detection-vectors.json", import.meta.url), JSON.stringify(vectors, null, 2));
console.log(detections.map(({ expected }) => expected.length).join(" and "), "objects of", QUERIES, "queries");
