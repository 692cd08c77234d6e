import { inferenceError } from "./errors.js";

interface Waiter {
  admit(): void;
  refuse(error: unknown): void;
}

/** At most `limit` calls at a time and `queueLimit` in line, first come first served. One more is refused at once. */
export class Slots {
  readonly #limit: number;
  readonly #queueLimit: number;
  readonly #queue: Waiter[] = [];
  #running = 0;

  constructor(limit: number, queueLimit: number) {
    this.#limit = limit;
    this.#queueLimit = queueLimit;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** The function that gives the slot back, if one is free. */
  tryAcquire(): (() => void) | undefined {
    if (this.#running >= this.#limit) return undefined;
    this.#running++;
    return this.#heldSlot();
  }

  /** Resolves to the function that gives the slot back. @throws `inference/overloaded`, or the signal's reason. */
  async acquire(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const free = this.tryAcquire();
    if (free) return free;
    await this.#wait(signal);
    return this.#heldSlot();
  }

  #heldSlot(): () => void {
    let held = true;
    return () => {
      if (held) this.#release();
      held = false;
    };
  }

  /** Turns away everybody in line. */
  clear(error: unknown): void {
    for (const waiter of this.#queue.splice(0)) waiter.refuse(error);
  }

  #wait(signal?: AbortSignal): Promise<void> {
    if (this.#queue.length >= this.#queueLimit) throw this.#overloaded();
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const leave = () => signal?.removeEventListener("abort", onAbort);
      const waiter: Waiter = {
        admit: () => {
          leave();
          resolve();
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#queue.push(waiter);
    });
  }

  /** The slot passes to the next in line without becoming free in between. */
  #release(): void {
    const next = this.#queue.shift();
    if (next) next.admit();
    else this.#running--;
  }

  #overloaded() {
    const data = { code: "inference/overloaded", running: this.#running, queued: this.#queue.length } as const;
    return inferenceError(data, `The model runs ${data.running} requests and has ${data.queued} waiting.`, {
      remedy: "Try again later, ask another miner, or raise maxConcurrent and maxQueue.",
    });
  }
}
