import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { reasonOf } from "../errors.js";
import { Cancellation } from "./cancellation.js";
import { loadGraphProgram } from "./graph-program.js";
import type { EngineCall, EngineOptions, EngineReply, EngineRequest } from "./messages.js";
import { createOutbox } from "./outbox.js";
import { packItems } from "./packed.js";
import type { CallContext, Outcome, Program } from "./program.js";
import { loadSeq2SeqProgram } from "./seq2seq-program.js";
import { loadTextProgram } from "./text-program.js";

type AnyHandler = (input: unknown, context: CallContext<EngineCall>) => Promise<Outcome<unknown>>;

function load(options: EngineOptions): Promise<Program<unknown>> {
  if (options.program === "text") return loadTextProgram(options);
  return options.program === "graph" ? loadGraphProgram(options) : loadSeq2SeqProgram(options);
}

/**
 * The model's thread. onnxruntime-node runs a graph synchronously on the thread that calls it, so the thread that serves the
 * network must not be that one.
 */
async function serve(port: MessagePort, options: EngineOptions): Promise<void> {
  const post = createOutbox<EngineReply>({
    send: (replies, transfer) => port.postMessage(packItems(replies), transfer),
    onRefused: (reply, error) => {
      if ("job" in reply && reply.job !== undefined) post({ type: "failed", job: reply.job, reason: reasonOf(error) });
    },
  });
  const running = new Map<number, Cancellation>();
  const program = await load(options);

  async function run(job: number, call: EngineCall, input: unknown): Promise<void> {
    const signal = new Cancellation();
    running.set(job, signal);
    try {
      const handler = program.handlers[call] as AnyHandler | undefined;
      if (!handler) throw new Error(`it does not answer "${call}"`);
      const { result, transfer } = await handler(input, { signal, emit: (item) => post({ type: "item", job, item }) });
      if (!signal.aborted) post({ type: "done", job, result }, transfer);
    } catch (error) {
      if (!signal.aborted) post({ type: "failed", job, reason: reasonOf(error) });
    } finally {
      running.delete(job);
    }
  }

  async function close(): Promise<void> {
    port.close();
    for (const job of running.values()) job.abort();
    await program.release();
  }

  function take(request: EngineRequest): void {
    if (request.type === "close") void close();
    else if (request.type === "abort") running.get(request.job)?.abort();
    else void run(request.job, request.call, request.input);
  }

  // What lies in the port is taken in at once: those who come together share a batch.
  port.on("message", (requests: EngineRequest[]) => {
    requests.forEach(take);
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) next.message.forEach(take);
  });
  post({ type: "ready", facts: program.facts });
}

if (parentPort) {
  const port = parentPort;
  serve(port, workerData as EngineOptions).catch((error: unknown) => {
    port.postMessage([{ type: "failed", reason: reasonOf(error) }] satisfies EngineReply[]);
    port.close();
  });
}
