import { invalidModel } from "./files.js";

/** @throws `inference/model_invalid` if the tokenizer has tokens that the graph has not: it belongs to another model. */
export function checkVocabulary(folder: string, largestId: number, vocabularySize: number): void {
  if (largestId < vocabularySize) return;
  const why = `it has a token ${largestId}, and the graph only ${vocabularySize} tokens: it belongs to another model`;
  throw invalidModel(folder, "tokenizer.json", why);
}
