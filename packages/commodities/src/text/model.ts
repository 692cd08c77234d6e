import { type LoadTextModelOptions, loadTextModel, type TextModel } from "@taostack/inference";
import { modelPath } from "../bundled-models.js";

/** What validators judge by unless their subnet says otherwise: the fp32 weights of this bundled model. */
export const referenceTextModel = "tao-text";

/** Loads a bundled model by its name, or any folder in the Hugging Face ONNX layout. */
export const loadModel = (nameOrFolder: string, options?: LoadTextModelOptions): Promise<TextModel> =>
  loadTextModel(modelPath(nameOrFolder), options);
