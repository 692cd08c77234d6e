import { inferenceError } from "./errors.js";
import { Slots } from "./slots.js";

export interface OpenEngineOptions {
  /** Of the model, for the error of a call that comes too late. */
  readonly name: string;
  readonly maxConcurrent: number;
  readonly maxQueue: number;
}

/** What every model has behind it: an engine, the line of its callers, and an end. */
export class OpenEngine<E extends { close(reason: Error): Promise<void> }> {
  readonly engine: E;
  readonly #name: string;
  readonly #slots: Slots;
  #disposal: { readonly error: Error; readonly done: Promise<void> } | undefined;

  constructor({ name, maxConcurrent, maxQueue }: OpenEngineOptions, engine: E) {
    this.engine = engine;
    this.#name = name;
    this.#slots = new Slots(maxConcurrent, maxQueue);
  }

  /** @throws `inference/disposed`, or the signal's reason. */
  check(signal: AbortSignal | undefined): void {
    signal?.throwIfAborted();
    if (this.#disposal) throw this.#disposal.error;
  }

  /** As `Slots.acquire`. */
  acquire(signal: AbortSignal | undefined): Promise<() => void> {
    return this.#slots.acquire(signal);
  }

  /** As `Slots.tryAcquire`. */
  tryAcquire(): (() => void) | undefined {
    return this.#slots.tryAcquire();
  }

  /** Turns away who waits, and ends the engine; once, however often it is called. */
  async dispose(): Promise<void> {
    if (!this.#disposal) {
      const error = inferenceError({ code: "inference/disposed" }, `The model ${this.#name} is no longer loaded.`);
      this.#slots.clear(error);
      this.#disposal = { error, done: this.engine.close(error) };
    }
    await this.#disposal.done;
  }
}
