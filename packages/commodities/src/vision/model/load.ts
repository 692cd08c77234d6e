import { type LoadOnnxModelOptions, loadOnnxModel } from "@taostack/inference";
import { modelPath } from "../../bundled-models.js";
import { visionModelFromOnnx } from "./onnx-vision-model.js";
import type { VisionModel } from "./vision-model.js";

/** What a subnet looks with unless its owner says otherwise: the best of the bundled models. */
export const referenceVisionModel = "tao-vision";

/**
 * Loads a bundled model by its name, any folder with `manifest.json` and `onnx/`, or an image classifier or detector in the Hugging
 * Face ONNX layout.
 * @throws What `loadOnnxModel` throws; `commodities/bad_vision_model`.
 */
export async function loadVisionModel(nameOrFolder: string, options?: LoadOnnxModelOptions): Promise<VisionModel> {
  const model = await loadOnnxModel(modelPath(nameOrFolder), options);
  try {
    return visionModelFromOnnx(model);
  } catch (error) {
    await model.dispose();
    throw error;
  }
}
