import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LoadTextModelOptions, loadSeq2SeqModel, loadTextModel } from "@taostack/inference";
import { modelPath } from "../bundled-models.js";
import { translatorFromSeq2SeqModel } from "./seq2seq-translator.js";
import { type Translator, translatorFromTextModel } from "./translator.js";

/** What a subnet translates with unless its owner says otherwise: the best of the bundled models. */
export const referenceTranslationModel = "tao-translate";

/**
 * Loads a bundled model by its name, or any folder in the Hugging Face ONNX layout: of a language model that was taught to
 * translate, or of an encoder-decoder such as Marian or T5 (`is_encoder_decoder` in its config.json).
 */
export async function loadModel(nameOrFolder: string, options?: LoadTextModelOptions): Promise<Translator> {
  const folder = modelPath(nameOrFolder);
  if (await isEncoderDecoder(folder)) return translatorFromSeq2SeqModel(await loadSeq2SeqModel(folder, options));
  return translatorFromTextModel(await loadTextModel(folder, options));
}

/** A folder that cannot be read is left to the loader, which says what is wrong with it. */
async function isEncoderDecoder(folder: string): Promise<boolean> {
  try {
    const config = JSON.parse(await readFile(join(folder, "config.json"), "utf8")) as { is_encoder_decoder?: unknown };
    return config.is_encoder_decoder === true;
  } catch {
    return false;
  }
}
