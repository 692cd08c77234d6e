import type { CallSignal } from "./program.js";

/** As much of an AbortController and its signal as a call needs: making those costs more than some graphs' runs. */
export class Cancellation implements CallSignal {
  #reason: Error | undefined;

  get aborted(): boolean {
    return this.#reason !== undefined;
  }

  get reason(): Error | undefined {
    return this.#reason;
  }

  abort(): void {
    this.#reason ??= new Error("nobody waits for it any more");
  }

  throwIfAborted(): void {
    if (this.#reason) throw this.#reason;
  }
}
