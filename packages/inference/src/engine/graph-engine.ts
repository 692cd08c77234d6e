import { stat } from "node:fs/promises";
import { Engine, type JobOptions } from "./engine.js";
import type { GraphPorts } from "./graph-ports.js";
import type { EngineFacts, GraphEngineOptions, PortTensors } from "./messages.js";

/** Where a graph is computed: on a thread of its own, or on the caller's. */
export interface GraphEngine {
  run(item: PortTensors, options?: JobOptions): Promise<PortTensors>;
  /** What still runs, and whatever is asked later, fails with `reason`. */
  close(reason: Error): Promise<void>;
}

export interface StartOptions {
  /** Whatever a run takes. */
  readonly ownThread?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tries the graph on a thread of its own, and leaves it there unless it is one for the caller's.
 * @throws an Error with the runtime's reason if the graph cannot be loaded or run.
 */
export async function startGraphEngine(
  options: GraphEngineOptions,
  { ownThread = false, signal }: StartOptions,
): Promise<{ engine: GraphEngine; ports: GraphPorts }> {
  const { engine, facts } = await Engine.start(options, signal);
  const { size: graphBytes } = await stat(options.modelPath);
  const inline = ownThread ? undefined : inlineOptions(options, { ...facts, graphBytes });
  if (!inline) return { engine: onThread(engine), ports: facts };
  await engine.close(new Error("the graph computes on the calling thread"));
  // Who has no such graph does not load the runtime on this thread.
  const { InlineEngine } = await import("./inline-engine.js");
  return { engine: await InlineEngine.start(inline), ports: facts };
}

const onThread = (engine: Engine): GraphEngine => ({
  run: (item, options) => engine.call("run", item, options),
  close: (reason) => engine.close(reason),
});

/** About what it costs to hand an item over and take its answer, on both threads together, where caches are cold. */
const INLINE_RUN_MS = 0.25;
/** The most that a run of several items may hold up the calling thread. */
const INLINE_BATCH_MS = 4;
/** Nor may loading the graph there take long. */
const INLINE_GRAPH_BYTES = 4 * 2 ** 20;

/** How to compute a graph on the calling thread; absent if it should not be. Who lets batches wait has other work for that thread. */
export function inlineOptions(
  options: GraphEngineOptions,
  { runMs, graphBytes }: Pick<EngineFacts["graph"], "runMs"> & { readonly graphBytes: number },
): GraphEngineOptions | undefined {
  if (runMs === undefined || runMs > INLINE_RUN_MS || graphBytes > INLINE_GRAPH_BYTES) return undefined;
  if (options.maxBatchDelayMs > 0) return undefined;
  return { ...options, maxBatch: Math.min(options.maxBatch, Math.ceil(INLINE_BATCH_MS / runMs)) };
}
