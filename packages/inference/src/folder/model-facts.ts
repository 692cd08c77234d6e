import { basename } from "node:path";
import type { ModelCard } from "../text-model.js";
import { invalidModel, type JsonObject } from "./files.js";
import type { ModelFolder } from "./model-folder.js";

const contextFields = ["max_position_embeddings", "n_positions", "max_sequence_length", "seq_length"];

/** How many tokens of prompt and answer the model was made for. @throws `inference/model_invalid`. */
export function contextLengthOf({ path, config }: Pick<ModelFolder, "path" | "config">): number {
  for (const field of contextFields) {
    const value = config[field];
    if (typeof value === "number" && Number.isInteger(value) && value > 1) return value;
  }
  throw invalidModel(path, "config.json", `it does not say the context length (${contextFields.join(", ")})`);
}

/** Every token that ends an answer, from the generation settings, the model's or, by its text, the tokenizer's. */
export function endTokensOf(
  folder: Pick<ModelFolder, "path" | "config" | "generationConfig" | "tokenizerConfig">,
  idOf: (token: string) => number | undefined,
): number[] {
  const ids = [folder.generationConfig.eos_token_id, folder.config.eos_token_id].flat().filter(isTokenId);
  const named = folder.tokenizerConfig.eos_token;
  const byName = typeof named === "string" ? idOf(named) : undefined;
  const all = new Set(byName === undefined ? ids : [...ids, byName]);
  if (all.size === 0)
    throw invalidModel(folder.path, "config.json", "it names no token that ends an answer (eos_token_id)");
  return [...all];
}

/** What the folder says about itself, for people. */
export function describeModel({
  path,
  config,
  dtype,
}: Pick<ModelFolder, "path" | "config" | "dtype">): Omit<ModelCard, "hash" | "contextLength" | "vocabularySize"> {
  const parameters = config.num_parameters;
  const license = textOf(config, "license");
  const description = textOf(config, "description");
  return {
    name: textOf(config, "_name_or_path") ?? basename(path),
    dtype,
    ...(typeof parameters === "number" ? { parameters } : {}),
    ...(license === undefined ? {} : { license }),
    ...(description === undefined ? {} : { description }),
  };
}

export const isTokenId = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0;

function textOf(object: JsonObject, field: string): string | undefined {
  const value = object[field];
  return typeof value === "string" && value !== "" ? value : undefined;
}
