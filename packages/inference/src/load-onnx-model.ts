import { join } from "node:path";
import { startGraphEngine } from "./engine/graph-engine.js";
import { EngineOnnxModel } from "./engine-onnx-model.js";
import { reasonOf } from "./errors.js";
import { checkDetectionGraph, detectionTask } from "./folder/detection-folder.js";
import { invalidModel } from "./folder/files.js";
import { type Manifest, type OnnxFolder, readOnnxFolder } from "./folder/manifest.js";
import { hashFiles } from "./folder/model-hash.js";
import type { OnnxModel, OnnxModelCard } from "./onnx-model.js";

export interface LoadOnnxModelOptions {
  /** Threads that one run uses. 1 by default: several models share a machine. */
  readonly threads?: number;
  /** Items computed in one run at most. 16 by default. */
  readonly maxBatch?: number;
  /** How long a batch that is not full waits for more. 0 by default: whatever waits when the thread is free is the next. */
  readonly maxBatchDelayMs?: number;
  /** Calls that are computed or gathered for the next batch. Twice `maxBatch` by default. */
  readonly maxConcurrent?: number;
  /** Calls that wait behind them; one more is refused with `inference/overloaded`. 64 by default. */
  readonly maxQueue?: number;
  /**
   * Computes on a thread of its own whatever a run takes. By default so does each graph but those with a run of less than a quarter of
   * a millisecond, which hold up the calling thread no longer than messages to another would.
   */
  readonly ownThread?: boolean;
  /** onnxruntime's names, first choice first. `["cpu"]` by default. */
  readonly executionProviders?: readonly string[];
  /** Which weights of the folder: `fp32` (onnx/model.onnx), `int8`, `q8`, `fp16`, … By default the most exact there. */
  readonly dtype?: string;
  readonly signal?: AbortSignal;
}

/**
 * Loads any ONNX graph from a folder with `manifest.json` and `onnx/`, or an image classifier or object detector in the Hugging
 * Face ONNX layout (`config.json`, `preprocessor_config.json`), and tries it once.
 * @throws `inference/model_not_found`, `inference/model_invalid`.
 */
export async function loadOnnxModel(path: string, options: LoadOnnxModelOptions = {}): Promise<OnnxModel> {
  options.signal?.throwIfAborted();
  const folder = await readOnnxFolder(path, options.dtype);
  const hash = await hashFiles(folder.path, folder.files, options.signal);
  const { engine, ports } = await startEngine(folder, options);
  try {
    if (folder.isImageFolder && folder.manifest.task === detectionTask) checkDetectionGraph(folder, ports);
  } catch (error) {
    await engine.close(error as Error);
    throw error;
  }
  const { maxBatch = 16, maxQueue = 64 } = options;
  const { maxConcurrent = 2 * maxBatch } = options;
  return new EngineOnnxModel({ card: cardOf(folder, hash), maxConcurrent, maxQueue, ...ports }, { engine });
}

function cardOf({ manifest, dtype }: OnnxFolder, hash: string): OnnxModelCard {
  const { name, task, parameters, license, description, labels, settings }: Manifest = manifest;
  return {
    name,
    hash,
    dtype,
    task,
    ...(parameters === undefined ? {} : { parameters }),
    ...(license === undefined ? {} : { license }),
    ...(description === undefined ? {} : { description }),
    ...(labels === undefined ? {} : { labels }),
    settings,
  };
}

async function startEngine({ path, graph, manifest }: OnnxFolder, options: LoadOnnxModelOptions) {
  const { threads = 1, executionProviders = ["cpu"], maxBatch = 16, maxBatchDelayMs = 0, ownThread, signal } = options;
  const { batch = "auto", warmUp = {} } = manifest;
  const session = { threads, executionProviders };
  const modelPath = join(path, graph);
  try {
    return await startGraphEngine(
      { program: "graph", modelPath, session, maxBatch, maxBatchDelayMs, batch, warmUp },
      { ownThread, signal },
    );
  } catch (cause) {
    signal?.throwIfAborted();
    throw invalidModel(path, graph, `onnxruntime cannot load and run it (${reasonOf(cause)})`, cause);
  }
}
