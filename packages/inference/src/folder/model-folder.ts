import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inferenceError } from "../errors.js";

export type JsonObject = Readonly<Record<string, unknown>>;

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

const graphFiles: Readonly<Record<string, string>> = {
  fp32: "model.onnx",
  fp16: "model_fp16.onnx",
  int8: "model_int8.onnx",
  q8: "model_quantized.onnx",
  uint8: "model_uint8.onnx",
  q4: "model_q4.onnx",
  q4f16: "model_q4f16.onnx",
};

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

/** @throws `inference/model_not_found`. */
export async function checkFolder(path: string, holds: string): Promise<void> {
  await access(path).catch((cause: unknown) => {
    throw inferenceError({ code: "inference/model_not_found", folder: path }, `There is no model at ${path}.`, {
      remedy: `Give the folder that holds ${holds}.`,
      cause,
    });
  });
}

/** An error about one file of a folder. */
export function invalidModel(folder: string, file: string, why: string, cause?: unknown) {
  return inferenceError({ code: "inference/model_invalid", folder, file }, `${join(folder, file)}: ${why}.`, {
    remedy: "Export the model again in the Hugging Face ONNX layout, or copy the folder again.",
    cause,
  });
}

export async function readJson(folder: string, file: string): Promise<JsonObject> {
  const text = await readFile(join(folder, file), "utf8").catch((cause: unknown) => {
    throw invalidModel(folder, file, "the file is missing or cannot be read", cause);
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch (cause) {
    throw invalidModel(folder, file, "the file is not JSON", cause);
  }
  throw invalidModel(folder, file, "the file does not hold an object");
}

export interface GraphChoice {
  readonly dtype: string;
  /** Relative to the folder, as are the files with its weights. */
  readonly graph: string;
  readonly data: readonly string[];
}

/** The weights wanted, or the most exact there. */
export async function chooseGraph(folder: string, wanted?: string): Promise<GraphChoice> {
  const names = await readdir(join(folder, "onnx")).catch((cause: unknown) => {
    throw invalidModel(folder, "onnx", "the folder with the graphs is missing", cause);
  });
  const offered = Object.keys(graphFiles).filter((dtype) => names.includes(graphFiles[dtype]!));
  const dtype = wanted ?? offered[0];
  if (dtype === undefined || !offered.includes(dtype)) {
    const has = offered.length > 0 ? offered.join(", ") : "none";
    throw invalidModel(folder, "onnx", `there are no weights of type ${wanted ?? "fp32"} (found: ${has})`);
  }
  const file = graphFiles[dtype]!;
  // Weights above 2 GB lie beside the graph: model.onnx_data, model.onnx_data_1, …
  const data = names.filter((name) => name.startsWith(`${file}_data`) || name === `${file}.data`);
  return { dtype, graph: `onnx/${file}`, data: data.map((name) => `onnx/${name}`) };
}
