import { join } from "node:path";
import { Engine } from "./engine/engine.js";
import type { GraphPorts } from "./engine/graph-ports.js";
import { type GraphEngine, InlineEngine } from "./engine/inline-engine.js";
import type { GraphCost, GraphEngineOptions } from "./engine/messages.js";
import { EngineOnnxModel } from "./engine-onnx-model.js";
import { reasonOf } from "./errors.js";
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
 * Loads any ONNX graph from a folder with `manifest.json` and `onnx/`, or an image classifier in the Hugging Face ONNX layout
 * (`config.json`, `preprocessor_config.json`), and tries it once.
 * @throws `inference/model_not_found`, `inference/model_invalid`.
 */
export async function loadOnnxModel(path: string, options: LoadOnnxModelOptions = {}): Promise<OnnxModel> {
  options.signal?.throwIfAborted();
  const folder = await readOnnxFolder(path, options.dtype);
  const hash = await hashFiles(folder.path, folder.files, options.signal);
  const { engine, ports } = await startEngine(folder, options);
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

interface StartedEngine {
  readonly engine: GraphEngine;
  readonly ports: GraphPorts;
}

async function startEngine(folder: OnnxFolder, options: LoadOnnxModelOptions): Promise<StartedEngine> {
  const { path, graph, manifest } = folder;
  const { threads = 1, executionProviders = ["cpu"], maxBatch = 16, maxBatchDelayMs = 0, signal } = options;
  const { batch = "auto", warmUp = {} } = manifest;
  const session = { threads, executionProviders };
  const modelPath = join(path, graph);
  try {
    const program = { program: "graph", modelPath, session, maxBatch, maxBatchDelayMs, batch, warmUp } as const;
    const { engine, facts } = await Engine.start(program, signal);
    const inline = options.ownThread ? undefined : inlineOptions(program, facts.cost);
    if (!inline)
      return {
        engine: { run: (...call) => engine.call("run", ...call), close: (reason) => engine.close(reason) },
        ports: facts,
      };
    await engine.close(new Error("the graph computes on the calling thread"));
    return { engine: await InlineEngine.start(inline), ports: facts };
  } catch (cause) {
    signal?.throwIfAborted();
    throw invalidModel(path, graph, `onnxruntime cannot load and run it (${reasonOf(cause)})`, cause);
  }
}

/** About what handing an image to another thread and taking the answer costs the calling one, when it is busy with others. */
const INLINE_RUN_MS = 0.25;
/** A run of several items must not hold up the calling thread for longer than this. */
const INLINE_BATCH_MS = 4;
/** Nor must the loading. */
const INLINE_LOAD_MS = 25;

/** How to compute a graph on the calling thread; absent if it should not be. Who lets batches wait has other work for that thread. */
function inlineOptions(options: GraphEngineOptions, { loadMs, runMs }: GraphCost): GraphEngineOptions | undefined {
  if (options.maxBatchDelayMs > 0 || runMs === undefined || runMs > INLINE_RUN_MS || loadMs > INLINE_LOAD_MS)
    return undefined;
  return { ...options, maxBatch: Math.min(options.maxBatch, Math.ceil(INLINE_BATCH_MS / runMs)) };
}
