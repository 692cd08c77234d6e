import { engineFailed, reasonOf } from "../errors.js";
import { Cancellation } from "./cancellation.js";
import type { JobOptions } from "./engine.js";
import type { GraphEngine } from "./graph-engine.js";
import { type GraphProgram, loadGraphProgram } from "./graph-program.js";
import type { GraphEngineOptions, PortTensors } from "./messages.js";

/** Computes on the caller's own thread: for graphs whose runs hold it up no longer than handing their tensors to another would. */
export class InlineEngine implements GraphEngine {
  readonly #program: GraphProgram;
  /** How to fail each call that is under way. */
  readonly #calls = new Set<(error: unknown) => void>();
  #failure: Error | undefined;

  private constructor(program: GraphProgram) {
    this.#program = program;
  }

  /** @throws an Error with the runtime's reason if the graph cannot be loaded. */
  static async start(options: GraphEngineOptions): Promise<InlineEngine> {
    return new InlineEngine(await loadGraphProgram(options));
  }

  run(item: PortTensors, { signal, onIdle }: JobOptions = {}): Promise<PortTensors> {
    return new Promise((resolve, reject) => {
      const wanted = new Cancellation();
      const end = (): boolean => {
        if (!this.#calls.delete(fail)) return false;
        signal?.removeEventListener("abort", onAbort);
        onIdle?.();
        return true;
      };
      const fail = (error: unknown) => {
        wanted.abort();
        if (end()) reject(error);
      };
      const onAbort = () => fail(signal?.reason);
      this.#calls.add(fail);
      if (signal?.aborted || this.#failure) return fail(signal?.aborted ? signal.reason : this.#failure);
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#program.handlers.run(item, { signal: wanted }).then(
        ({ result }) => {
          if (end()) resolve(result);
        },
        (error: unknown) => fail(engineFailed(reasonOf(error))),
      );
    });
  }

  async close(reason: Error): Promise<void> {
    this.#failure = reason;
    for (const fail of this.#calls) fail(reason);
    await this.#program.release();
  }
}
