import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { CallSignal } from "./program.js";

export interface BatcherOptions {
  readonly maxBatch: number;
  /** How long the first item of a batch that is not full waits for others. 0: not at all. */
  readonly maxBatchDelayMs: number;
}

interface Waiting<I, O> {
  readonly item: I;
  readonly key: string;
  readonly signal: CallSignal;
  resolve(output: O): void;
  reject(error: unknown): void;
}

/** Gathers what waits while the thread computes: items with the same key form the next batch, the oldest first. */
export class Batcher<I, O> {
  readonly #compute: (items: readonly I[]) => Promise<O[]>;
  readonly #options: BatcherOptions;
  #waiting: Waiting<I, O>[] = [];
  #pumping = false;
  /** Ends the wait for more, once a batch is full. */
  #full: AbortController | undefined;

  constructor(options: BatcherOptions, compute: (items: readonly I[]) => Promise<O[]>) {
    this.#options = options;
    this.#compute = compute;
  }

  /** An item whose signal is aborted before its batch starts is dropped. */
  add(item: I, key: string, signal: CallSignal): Promise<O> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, key, signal, resolve, reject });
      if (this.#waiting.length >= this.#options.maxBatch) this.#full?.abort();
      if (!this.#pumping) void this.#pump();
    });
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    // Whatever arrives together is added before this goes on. Who comes to an idle thread does not wait for a turn of its loop.
    await undefined;
    for (;;) {
      if (this.#options.maxBatchDelayMs > 0 && this.#waiting.length < this.#options.maxBatch) await this.#gather();
      const batch = this.#takeBatch();
      if (batch.length > 0) await this.#run(batch);
      if (this.#waiting.length === 0) break;
      // One turn of the loop takes in the requests and aborts that have come meanwhile.
      await nextTurn();
    }
    this.#pumping = false;
  }

  async #gather(): Promise<void> {
    this.#full = new AbortController();
    await sleep(this.#options.maxBatchDelayMs, undefined, { signal: this.#full.signal }).catch(() => undefined);
    this.#full = undefined;
  }

  #takeBatch(): Waiting<I, O>[] {
    const batch: Waiting<I, O>[] = [];
    const rest: Waiting<I, O>[] = [];
    for (const waiting of this.#waiting) {
      if (waiting.signal.aborted) waiting.reject(waiting.signal.reason);
      else if (batch.length < this.#options.maxBatch && waiting.key === (batch[0] ?? waiting).key) batch.push(waiting);
      else rest.push(waiting);
    }
    this.#waiting = rest;
    return batch;
  }

  /** One item that the graph cannot take must not fail those beside it: after a failure each runs by itself. */
  async #run(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const outputs = await this.#compute(batch.map(({ item }) => item));
      for (const [index, waiting] of batch.entries()) waiting.resolve(outputs[index]!);
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else for (const waiting of batch) await this.#run([waiting]);
    }
  }
}
