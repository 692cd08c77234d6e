import { readdir } from "node:fs/promises";
import { checkFolder, invalidModel, type JsonObject, readJson } from "./files.js";
import { chooseSeq2SeqGraphs, type Seq2SeqChoice } from "./graph-choice.js";
import { isTokenId } from "./model-facts.js";

/** A folder of an encoder-decoder in the Hugging Face ONNX layout, read but not loaded. */
export interface Seq2SeqFolder {
  readonly path: string;
  readonly config: JsonObject;
  readonly generationConfig: JsonObject;
  readonly tokenizer: JsonObject;
  readonly tokenizerConfig: JsonObject;
  readonly dtype: string;
  readonly graphs: Seq2SeqChoice;
  /** Files that decide what the model answers, relative to the folder, sorted. */
  readonly files: readonly string[];
}

/** How the decoder begins and what it may take. */
export interface DecodingRules {
  /** The token that the decoder starts from; not part of the answer. */
  readonly start: number;
  /** What every answer begins with. */
  readonly forcedFirst?: number;
  readonly suppressed: readonly number[];
}

/** @throws `inference/model_not_found`, `inference/model_invalid`. */
export async function readSeq2SeqFolder(path: string, wantedDtype?: string): Promise<Seq2SeqFolder> {
  await checkFolder(path, "config.json, tokenizer.json and onnx/");
  const config = await readJson(path, "config.json");
  if (config.is_encoder_decoder !== true) {
    throw invalidModel(path, "config.json", "it does not say is_encoder_decoder, which an encoder-decoder does");
  }
  const graphs = await chooseSeq2SeqGraphs(path, wantedDtype);
  const optional = (await readdir(path)).filter((file) => file === "generation_config.json");
  const files = ["config.json", "tokenizer.json", "tokenizer_config.json", ...optional, ...graphs.files].sort();
  return {
    path,
    config,
    generationConfig: optional.length > 0 ? await readJson(path, "generation_config.json") : {},
    tokenizer: await readJson(path, "tokenizer.json"),
    tokenizerConfig: await readJson(path, "tokenizer_config.json"),
    dtype: graphs.dtype,
    graphs,
    files,
  };
}

/** @throws `inference/model_invalid` if the folder does not say what the decoder starts from. */
export function decodingRulesOf({ path, config, generationConfig }: Seq2SeqFolder): DecodingRules {
  const setting = (name: string) => generationConfig[name] ?? config[name];
  const start = setting("decoder_start_token_id");
  if (!isTokenId(start)) throw invalidModel(path, "config.json", "it names no decoder_start_token_id");
  const forcedFirst = setting("forced_bos_token_id");
  const bad = setting("bad_words_ids");
  // A list of sequences; those of one token are what a model must not say at all, such as its padding.
  const suppressed = Array.isArray(bad) ? bad.filter((ids) => Array.isArray(ids) && ids.length === 1).flat() : [];
  return {
    start,
    suppressed: suppressed.filter(isTokenId),
    ...(isTokenId(forcedFirst) ? { forcedFirst } : {}),
  };
}
