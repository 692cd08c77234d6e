import { basename } from "node:path";
import { invalidModel, type JsonObject, readJson } from "./files.js";
import type { Manifest } from "./manifest.js";

/** What says how a folder of Hugging Face's classifies images: nothing of it has to be written anew as a manifest. */
export const imageFolderFiles = ["config.json", "preprocessor_config.json"] as const;

const INPUT = "pixel_values";

/**
 * The manifest that an image classifier in the Hugging Face ONNX layout amounts to. Its `settings` are those that the vision
 * market reads: an image is stretched to the model's size, whatever the folder says about cropping.
 * @throws `inference/model_invalid`
 */
export async function imageManifestOf(path: string): Promise<Manifest> {
  const config = await readJson(path, "config.json");
  const processor = await readJson(path, "preprocessor_config.json");
  const architectures = [config.architectures].flat().map(String);
  if (!architectures.some((name) => name.endsWith("ForImageClassification"))) {
    throw invalidModel(path, "config.json", `its architecture is ${architectures.join(", ")}, no image classification`);
  }
  const { width, height } = sizeOf(path, processor);
  return {
    name:
      typeof config._name_or_path === "string" && config._name_or_path !== "" ? config._name_or_path : basename(path),
    task: "image-classification",
    labels: labelsOf(path, config),
    settings: {
      input: { name: INPUT, width, height, layout: "CHW", ...scaleOf(path, processor) },
      outputs: { logits: "logits" },
    },
    warmUp: { [INPUT]: [3, height, width] },
  };
}

/** `id2label` is keyed by index, as texts. */
function labelsOf(path: string, { id2label }: JsonObject): string[] {
  const named = (id2label ?? {}) as Readonly<Record<string, unknown>>;
  const labels = Object.keys(named).map((_, index) => named[index]);
  const isText = (label: unknown): label is string => typeof label === "string";
  if (labels.length > 0 && labels.every(isText)) return labels;
  throw invalidModel(path, "config.json", "id2label does not name each class from 0 on");
}

/** A crop is what the model sees in the end; a size is a number, an edge, or both sides. */
function sizeOf(path: string, { crop_size, size, do_center_crop }: JsonObject): { width: number; height: number } {
  const given = do_center_crop === true && crop_size !== undefined ? crop_size : size;
  const sides = typeof given === "object" && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const edge = typeof given === "number" ? given : sides.shortest_edge;
  const [width, height] = [sides.width ?? edge, sides.height ?? edge];
  const isSide = (side: unknown): side is number => Number.isSafeInteger(side) && (side as number) > 0;
  if (isSide(width) && isSide(height)) return { width, height };
  throw invalidModel(path, "preprocessor_config.json", "it does not say the size of an image (size, crop_size)");
}

/** Values from 0 to 255 are first multiplied by `rescale_factor`: mean and deviation are given as of the values before. */
function scaleOf(path: string, { rescale_factor, image_mean, image_std, do_rescale, do_normalize }: JsonObject) {
  const factor = do_rescale === false ? 1 : (rescale_factor ?? 1 / 255);
  const [mean, deviation] =
    do_normalize === false
      ? [
          [0, 0, 0],
          [1, 1, 1],
        ]
      : [image_mean, image_std];
  const isTriple = (value: unknown): value is number[] =>
    Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
  if (typeof factor !== "number" || factor <= 0 || !isTriple(mean) || !isTriple(deviation)) {
    throw invalidModel(path, "preprocessor_config.json", "image_mean and image_std must be three numbers each");
  }
  return { mean: mean.map((value) => value / factor), deviation: deviation.map((value) => value / factor) };
}
