import { readdir } from "node:fs/promises";
import { checkFolder, invalidModel, type JsonObject, readJson } from "./files.js";
import { chooseGraph, type GraphChoice } from "./graph-choice.js";
import { imageFolderFiles, imageManifestOf } from "./image-folder.js";

/** `manifest.json`: what a bare graph cannot say about itself. */
export interface Manifest {
  readonly name: string;
  readonly task: string;
  readonly parameters?: number;
  readonly license?: string;
  readonly description?: string;
  readonly labels?: readonly string[];
  readonly settings: JsonObject;
  /** Whether the first dimension of every input and output counts items. By the graph's own dimensions if absent. */
  readonly batch?: boolean;
  /** Dims of one item, by input: lets a graph with free dimensions be tried when it is loaded. */
  readonly warmUp?: Readonly<Record<string, readonly number[]>>;
}

export interface OnnxFolder extends GraphChoice {
  readonly path: string;
  readonly manifest: Manifest;
  /** Whether the manifest was made of Hugging Face's own files. */
  readonly isImageFolder: boolean;
  /** Files that decide what the model answers, relative to the folder, sorted. */
  readonly files: readonly string[];
}

const FILE = "manifest.json";

/** @throws `inference/model_not_found`, `inference/model_invalid`. */
export async function readOnnxFolder(path: string, wantedDtype?: string): Promise<OnnxFolder> {
  await checkFolder(path, `${FILE} and onnx/`);
  const present = await readdir(path);
  const isImageFolder = !present.includes(FILE) && imageFolderFiles.some((file) => present.includes(file));
  const manifest = isImageFolder ? await imageManifestOf(path) : checkManifest(path, await readJson(path, FILE));
  const choice = await chooseGraph(path, wantedDtype);
  const described = isImageFolder ? imageFolderFiles : [FILE];
  return { path, manifest, isImageFolder, ...choice, files: [...described, choice.graph, ...choice.data].sort() };
}

type Check = readonly [want: string, holds: (value: unknown) => boolean];

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === "string";
const isSize = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isListOf = (holds: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(holds);

const required: Readonly<Record<string, Check>> = {
  name: ["a text", (value) => isText(value) && value !== ""],
  task: ["a text", (value) => isText(value) && value !== ""],
};
const optional: Readonly<Record<string, Check>> = {
  parameters: ["a whole number", isSize],
  license: ["a text", isText],
  description: ["a text", isText],
  labels: ["a list of texts", isListOf(isText)],
  settings: ["an object", isObject],
  batch: ["true or false", (value) => typeof value === "boolean"],
  warmUp: [
    "an object of dims by input",
    (value) => isObject(value) && Object.values(value as object).every(isListOf(isSize)),
  ],
};

function checkManifest(folder: string, given: JsonObject): Manifest {
  for (const [field, [want, holds]] of Object.entries({ ...required, ...optional })) {
    if (!(field in given) && field in optional) continue;
    if (!holds(given[field])) throw invalidModel(folder, FILE, `"${field}" must be ${want}`);
  }
  return { settings: {}, ...given } as unknown as Manifest;
}
