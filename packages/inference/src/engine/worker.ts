import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { CausalLm } from "./causal-lm.js";
import { generateTokens, scoreTokens } from "./jobs.js";
import type { EngineOptions, EngineReply, EngineRequest } from "./messages.js";

/**
 * The model's thread. onnxruntime-node runs a graph synchronously on the thread that calls it, so the thread that serves the
 * network must not be that one.
 */
async function serve(port: MessagePort, options: EngineOptions): Promise<void> {
  const post = (reply: EngineReply) => port.postMessage(reply);
  const running = new Map<number, AbortController>();
  const lm = await CausalLm.load(options);

  async function run(job: number, work: (signal: AbortSignal) => Promise<EngineReply>): Promise<void> {
    const controller = new AbortController();
    running.set(job, controller);
    try {
      post(await work(controller.signal));
    } catch (error) {
      if (!controller.signal.aborted) post({ type: "failed", job, reason: reasonOf(error) });
    } finally {
      running.delete(job);
    }
  }

  async function close(): Promise<void> {
    port.close();
    for (const controller of running.values()) controller.abort();
    await lm.release();
  }

  port.on("message", (request: EngineRequest) => {
    if (request.type === "close") return void close();
    const { job } = request;
    if (request.type === "abort") return running.get(job)?.abort();
    if (request.type === "score") {
      const { input } = request;
      return void run(job, async (signal) => ({ type: "scored", job, scores: await scoreTokens(lm, input, signal) }));
    }
    const onToken = (id: number, logprob: number) => post({ type: "token", job, id, logprob });
    void run(job, async (signal) => ({
      type: "generated",
      job,
      finishReason: await generateTokens(lm, request.input, onToken, signal),
    }));
  });
  post({ type: "ready", vocabularySize: lm.vocabularySize });
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

if (parentPort) {
  const port = parentPort;
  serve(port, workerData as EngineOptions).catch((error: unknown) => {
    port.postMessage({ type: "failed", reason: reasonOf(error) } satisfies EngineReply);
    port.close();
  });
}
