import { once } from "node:events";
import { type TransferListItem, Worker } from "node:worker_threads";
import { engineFailed, notHandedOver } from "../errors.js";
import type { EngineCall, EngineCalls, EngineFacts, EngineOptions, EngineReply, EngineRequest } from "./messages.js";
import { createOutbox, type Post } from "./outbox.js";
import { unpackItems } from "./packed.js";
import { ReplyQueue } from "./reply-queue.js";

// Run from source (a test runner that compiles on the fly), the thread still needs a file that Node itself can load.
const workerUrl = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/engine/worker.js" : "./worker.js",
  import.meta.url,
);

export interface JobOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once, as soon as the thread no longer works on the job: not when the last token has been read. */
  readonly onIdle?: () => void;
  /** Buffers of the input that go over to the thread instead of being copied. */
  readonly transfer?: readonly TransferListItem[];
}

/** Who waits for what a job says. */
interface Reader {
  push(reply: Extract<EngineReply, { type: "item" | "done" }>): void;
  fail(error: unknown): void;
  abort(reason: unknown): void;
}

interface Job {
  readonly reader: Reader;
  /** Frees what the job holds here, and stops it there if it still runs. */
  end(finished?: boolean): void;
}

/** The owner's end of a model's thread: starts it, gives it jobs, hands out their replies, stops it. */
export class Engine {
  readonly #worker: Worker;
  readonly #post: Post<EngineRequest>;
  readonly #jobs = new Map<number, Job>();
  readonly #exited: Promise<void>;
  #nextJob = 0;
  #failure: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#exited = new Promise((resolve) => worker.once("exit", () => resolve()));
    this.#post = createOutbox({
      send: (requests, transfer) => worker.postMessage(requests, transfer),
      onRefused: (request, error) => this.#refuse(request, error),
    });
    worker.on("message", (replies: EngineReply[]) => {
      for (const reply of replies) {
        if (reply.type === "items") for (const item of unpackItems(reply.packed)) this.#deliver(item);
        else this.#deliver(reply);
      }
    });
    worker.on("error", (error) => this.#fail(engineFailed(error.message)));
    worker.on("exit", () => this.#fail(engineFailed("its thread has ended")));
  }

  /** @throws an Error with the runtime's reason if the graph cannot be loaded. */
  static async start<P extends EngineOptions["program"]>(
    options: Extract<EngineOptions, { program: P }>,
    signal?: AbortSignal,
  ): Promise<{ engine: Engine; facts: EngineFacts[P] }> {
    signal?.throwIfAborted();
    const worker = new Worker(workerUrl, { workerData: options });
    const exit = once(worker, "exit").then((): EngineReply => ({ type: "failed", reason: "its thread has ended" }));
    const first = once(worker, "message").then(([replies]: EngineReply[][]) => replies![0]!);
    const reply = await Promise.race([first, exit]);
    if (reply.type !== "ready" || signal?.aborted) {
      await worker.terminate();
      signal?.throwIfAborted();
      throw new Error(reply.type === "failed" ? reply.reason : `an unexpected reply, "${reply.type}"`);
    }
    worker.unref();
    return { engine: new Engine(worker), facts: reply.facts as EngineFacts[P] };
  }

  /** A call that answers piece by piece, then with its result. */
  async *stream<C extends EngineCall>(
    call: C,
    input: EngineCalls[C]["input"],
    options: JobOptions = {},
  ): AsyncGenerator<EngineCalls[C]["item"], EngineCalls[C]["result"], undefined> {
    const replies = new ReplyQueue<EngineReply>();
    const { end } = this.#begin(call, input, replies, options);
    try {
      for (;;) {
        const reply = await replies.next();
        if (reply.type === "item") yield reply.item as EngineCalls[C]["item"];
        if (reply.type === "done") return reply.result as EngineCalls[C]["result"];
      }
    } finally {
      end();
    }
  }

  /** A call that answers once. */
  call<C extends EngineCall>(
    call: C,
    input: EngineCalls[C]["input"],
    options: JobOptions = {},
  ): Promise<EngineCalls[C]["result"]> {
    return new Promise((resolve, reject) => {
      const push: Reader["push"] = (reply) => {
        if (reply.type === "done") resolve(reply.result as EngineCalls[C]["result"]);
      };
      this.#begin(call, input, { push, fail: reject, abort: reject }, options);
    });
  }

  /** Ends the thread. What still runs, and whatever is asked later, fails with `reason`. */
  async close(reason: Error): Promise<void> {
    this.#send({ type: "close" });
    this.#fail(reason);
    this.#worker.ref();
    await this.#exited;
  }

  #begin(call: EngineCall, input: unknown, reader: Reader, { signal, onIdle, transfer }: JobOptions): Job {
    if (signal?.aborted || this.#failure) {
      onIdle?.();
      throw signal?.aborted ? signal.reason : this.#failure;
    }
    const id = this.#nextJob++;
    const onAbort = () => {
      reader.abort(signal?.reason);
      end();
    };
    const end = (finished = false) => {
      if (!this.#jobs.delete(id)) return;
      signal?.removeEventListener("abort", onAbort);
      if (!finished) this.#send({ type: "abort", job: id });
      if (this.#jobs.size === 0) this.#worker.unref();
      onIdle?.();
    };
    const job = { reader, end };
    signal?.addEventListener("abort", onAbort, { once: true });
    this.#jobs.set(id, job);
    // A process may end while a model is idle, but not while somebody waits for it.
    this.#worker.ref();
    this.#send({ type: "start", job: id, call, input }, transfer);
    return job;
  }

  #send(request: EngineRequest, transfer?: readonly TransferListItem[]): void {
    if (!this.#failure) this.#post(request, transfer);
  }

  #refuse(request: EngineRequest, error: unknown): void {
    const job = request.type === "start" ? this.#jobs.get(request.job) : undefined;
    job?.reader.fail(notHandedOver(error));
    job?.end(true);
  }

  #deliver(reply: EngineReply): void {
    if (!("job" in reply) || reply.job === undefined) return;
    const job = this.#jobs.get(reply.job);
    if (!job) return;
    if (reply.type === "failed") job.reader.fail(engineFailed(reply.reason));
    else job.reader.push(reply);
    if (reply.type !== "item") job.end(true);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reader, end } of this.#jobs.values()) {
      reader.fail(this.#failure);
      end();
    }
  }
}
