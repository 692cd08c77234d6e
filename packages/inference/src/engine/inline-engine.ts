import { reasonOf } from "../errors.js";
import { Cancellation } from "./cancellation.js";
import { engineFailed, type JobOptions, notHandedOver } from "./engine.js";
import { type GraphProgram, loadGraphProgram } from "./graph-program.js";
import type { GraphEngineOptions, PortTensors } from "./messages.js";

/** Where a graph is computed: on a thread of its own, or on the caller's. */
export interface GraphEngine {
  run(item: PortTensors, options?: JobOptions): Promise<PortTensors>;
  /** What still runs, and whatever is asked later, fails with `reason`. */
  close(reason: Error): Promise<void>;
}

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

  run(item: PortTensors, { signal, onIdle, transfer = [] }: JobOptions = {}): Promise<PortTensors> {
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
      try {
        const taken = transfer.length > 0 ? structuredClone(item, { transfer: [...transfer] }) : copyOf(item);
        this.#program.handlers.run(taken, { signal: wanted }).then(
          ({ result }) => {
            if (end()) resolve(result);
          },
          (error: unknown) => fail(engineFailed(reasonOf(error))),
        );
      } catch (error) {
        fail(notHandedOver(error));
      }
    });
  }

  async close(reason: Error): Promise<void> {
    this.#failure = reason;
    for (const fail of this.#calls) fail(reason);
    await this.#program.release();
  }
}

/** The caller may write into its arrays again at once, as it may where they go over to another thread. */
const copyOf = ({ data, dims }: PortTensors): PortTensors => ({ data: data.map((values) => values.slice()), dims });
