// Draws the images that the models learn from. They come from the renderer that draws the validators' challenges, go through the same
// files and the same decoder, and are stretched to what the models take.
//   node models/vision/make-data.mjs                 writes .work/training.{pixels,jsonl}
import { createWriteStream, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../../packages/commodities/dist/text/tasks/random.js";
import { photograph, randomScene } from "../../packages/commodities/dist/vision/draw/drawn-image.js";
import { drawnLabels } from "../../packages/commodities/dist/vision/draw/labels.js";
import { decodeImage } from "../../packages/commodities/dist/vision/image/decode.js";

const folder = fileURLToPath(new URL(".work/", import.meta.url));
const size = { width: 96, height: 96 };
const maxPixels = 2 ** 20;

const count = 52_000;
/** Each image has a seed of its own, which counts from here. evaluate.mjs takes others. */
const firstSeed = 2 ** 41;

async function drawn(seed, kind) {
  const random = seededRandom(seed);
  const { file, objects } = photograph(randomScene(random, kind), random);
  const { data } = await decodeImage(file, { size, maxPixels });
  const boxes = objects.map(({ label, box: { left, top, right, bottom } }) => [
    drawnLabels.indexOf(label),
    left,
    top,
    right,
    bottom,
  ]);
  return { data, line: JSON.stringify({ kind, boxes }) };
}

const write = (stream, data) =>
  new Promise((resolve, reject) => stream.write(data, (error) => (error ? reject(error) : resolve())));

mkdirSync(folder, { recursive: true });
const pixels = createWriteStream(`${folder}training.pixels`);
const lines = createWriteStream(`${folder}training.jsonl`);
for (let index = 0; index < count; index++) {
  const { data, line } = await drawn(firstSeed + index, index % 2 === 0 ? "classification" : "detection");
  await write(pixels, data);
  await write(lines, `${line}\n`);
  if (index % 4000 === 3999) console.log(`${index + 1} images`);
}
await Promise.all([pixels, lines].map((stream) => new Promise((resolve) => stream.end(resolve))));
