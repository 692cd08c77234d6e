import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inferenceError } from "../errors.js";

export type JsonObject = Readonly<Record<string, unknown>>;

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
