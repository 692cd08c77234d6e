import { basename } from "node:path";
import { architecturesOf, detectionManifestOf, isDetector } from "./detection-folder.js";
import { invalidModel, type JsonObject, readJson } from "./files.js";
import { isJsonObject, isSide, labelsOf, scaleOf } from "./image-facts.js";
import type { Manifest } from "./manifest.js";

/** What says how a folder of Hugging Face's looks at images: nothing of it has to be written anew as a manifest. */
export const imageFolderFiles = ["config.json", "preprocessor_config.json"] as const;

const INPUT = "pixel_values";

/**
 * The manifest that an image classifier or an object detector in the Hugging Face ONNX layout amounts to. Its `settings` are those
 * that the vision market reads.
 * @throws `inference/model_invalid`
 */
export async function imageManifestOf(path: string): Promise<Manifest> {
  const config = await readJson(path, "config.json");
  const processor = await readJson(path, "preprocessor_config.json");
  const { _name_or_path: given } = config;
  const name = typeof given === "string" && given !== "" ? given : basename(path);
  if (isDetector(config)) return { name, ...detectionManifestOf(path, config, processor) };
  return { name, ...classificationManifestOf(path, config, processor) };
}

/** An image is stretched to the model's size, whatever the folder says about cropping. */
function classificationManifestOf(path: string, config: JsonObject, processor: JsonObject): Omit<Manifest, "name"> {
  const architectures = architecturesOf(config);
  if (!architectures.some((name) => name.endsWith("ForImageClassification"))) {
    const why = `its architecture is ${architectures.join(", ") || "not said"}, no image classification or object detection`;
    throw invalidModel(path, "config.json", why);
  }
  const { width, height } = sizeOf(path, processor);
  return {
    task: "image-classification",
    labels: labelsOf(path, config),
    settings: {
      input: { name: INPUT, width, height, layout: "CHW", ...scaleOf(path, processor) },
      outputs: { logits: "logits" },
    },
    warmUp: { [INPUT]: [3, height, width] },
  };
}

/** A crop is what the model sees in the end; a size is a number, an edge, or both sides. */
function sizeOf(path: string, { crop_size, size, do_center_crop }: JsonObject): { width: number; height: number } {
  const given = do_center_crop === true && crop_size !== undefined ? crop_size : size;
  const sides = isJsonObject(given) ? given : {};
  const edge = typeof given === "number" ? given : sides.shortest_edge;
  const [width, height] = [sides.width ?? edge, sides.height ?? edge];
  if (isSide(width) && isSide(height)) return { width, height };
  throw invalidModel(path, "preprocessor_config.json", "it does not say the size of an image (size, crop_size)");
}
