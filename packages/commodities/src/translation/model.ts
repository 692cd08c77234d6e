import { type LoadTextModelOptions, loadTextModel } from "@taostack/inference";
import { modelPath } from "../bundled-models.js";
import { type Translator, translatorFromTextModel } from "./translator.js";

/** What a subnet translates with unless its owner says otherwise: the best of the bundled models. */
export const referenceTranslationModel = "tao-translate";

/** Loads a bundled model by its name, or any folder of a language model in the Hugging Face ONNX layout. */
export const loadModel = async (nameOrFolder: string, options?: LoadTextModelOptions): Promise<Translator> =>
  translatorFromTextModel(await loadTextModel(modelPath(nameOrFolder), options));
