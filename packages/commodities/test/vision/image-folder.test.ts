import { expect, it } from "vitest";
import { writeImageModel } from "../../../inference/test/support/graph-model.js";
import { encodeImage } from "../../src/vision/image/encode.js";
import { loadVisionModel } from "../../src/vision/model/load.js";

const fill = (red: number, green: number, blue: number) => {
  const [width, height] = [20, 30];
  const data = Uint8Array.from({ length: 3 * width * height }, (_, index) => [red, green, blue][index % 3]!);
  return encodeImage({ width, height, data }, { format: "png" });
};

it("classifies with an image classifier in the Hugging Face layout", async () => {
  const { folder, remove } = await writeImageModel();
  const model = await loadVisionModel(folder);
  expect([model.labels, model.kinds]).toEqual([["red", "blue"], ["classification"]]);
  // (255/255 − 0.5) / 0.25 is 2, (0 − 0.5) / 0.5 is −1: logits of 12 and −12.
  const { probabilities } = await model.classify(fill(255, 0, 0));
  expect(probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(-24)), 9);
  expect((await model.classify(fill(0, 0, 255))).probabilities[1]).toBeGreaterThan(0.99);
  await model.dispose();
  await remove();
});
