import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkFolder, type JsonObject, readJson } from "./files.js";
import { chooseGraph } from "./graph-choice.js";

/** A folder in the Hugging Face ONNX layout, read but not loaded. */
export interface ModelFolder {
  readonly path: string;
  readonly config: JsonObject;
  readonly generationConfig: JsonObject;
  readonly tokenizer: JsonObject;
  readonly tokenizerConfig: JsonObject;
  readonly chatTemplateFile: string | undefined;
  /** Files that decide what the model answers, relative to the folder, sorted. */
  readonly files: readonly string[];
  readonly dtype: string;
  /** The graph to load, relative to the folder. */
  readonly graph: string;
}

/** @throws `inference/model_not_found`, `inference/model_invalid`. */
export async function readModelFolder(path: string, wantedDtype?: string): Promise<ModelFolder> {
  await checkFolder(path, "config.json, tokenizer.json and onnx/");
  const { dtype, graph, data } = await chooseGraph(path, wantedDtype);
  const chatTemplateFile = await readFile(join(path, "chat_template.jinja"), "utf8").catch(() => undefined);
  const optional = ["generation_config.json", "chat_template.jinja"];
  const present = await readdir(path);
  return {
    path,
    config: await readJson(path, "config.json"),
    tokenizer: await readJson(path, "tokenizer.json"),
    tokenizerConfig: await readJson(path, "tokenizer_config.json"),
    generationConfig: present.includes("generation_config.json") ? await readJson(path, "generation_config.json") : {},
    chatTemplateFile,
    files: [
      "config.json",
      "tokenizer.json",
      "tokenizer_config.json",
      ...optional.filter((file) => present.includes(file)),
      graph,
      ...data,
    ].sort(),
    dtype,
    graph,
  };
}
