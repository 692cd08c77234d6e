import { Worker } from "node:worker_threads";
import { type ChunkToPrepare, prepareChunk } from "./prepare-chunk.js";

/** Prepares the chunks of one put: the first ones here, and once the file turns out to be a long one, in threads. */
export interface Preparer {
  /** The ids of the pieces, which then stand in `chunk.pieces`. Its memory must be shared. */
  prepare(chunk: ChunkToPrepare): Promise<Uint8Array[]>;
  close(): Promise<void>;
}

/** A thread costs what preparing two chunks does. */
const CHUNKS_HERE = 2;

export function createPreparer(threads: number): Preparer {
  const workers: PreparingThread[] = [];
  let count = 0;
  return {
    async prepare(chunk) {
      if (count++ < CHUNKS_HERE || threads === 0) return prepareChunk(chunk);
      const idle = workers.find((worker) => worker.waiting === 0);
      if (!idle && workers.length < threads) workers.push(new PreparingThread());
      const [least] = [...workers].sort((a, b) => a.waiting - b.waiting);
      return least!.prepare(chunk);
    },
    close: async () => void (await Promise.all(workers.map((worker) => worker.close()))),
  };
}

// Run from source (a test runner that compiles on the fly), the thread still needs a file that Node itself can load.
const workerUrl = new URL(
  import.meta.url.endsWith(".ts") ? "../../../../dist/storage/client/prepare/worker.js" : "./worker.js",
  import.meta.url,
);

interface Waiting {
  resolve(ids: Uint8Array[]): void;
  reject(error: Error): void;
}

class PreparingThread {
  readonly #worker = new Worker(workerUrl);
  /** In the order of the messages: so are the replies. */
  readonly #waiting: Waiting[] = [];

  constructor() {
    this.#worker.on("message", ({ ids }: { ids: Uint8Array[] }) => this.#waiting.shift()?.resolve(ids));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("the thread that prepares chunks has ended")));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  prepare(chunk: ChunkToPrepare): Promise<Uint8Array[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(chunk);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
