import type { ChainAccess } from "../chain-access.js";
import { timeoutError } from "../errors.js";
import { type BlockHead, headOf } from "../runtime/block-header.js";

/** Blocks as they come. */
export class Blocks {
  constructor(readonly chain: ChainAccess) {}

  /** The newest block, with its time. */
  async head(): Promise<BlockHead> {
    return this.chain.connection.read("reading the newest block", async ({ socket, runtime }, timeoutMs) => {
      const head = headOf(runtime, await socket.request("chain_getHeader", [], timeoutMs));
      const now = runtime.storage("Timestamp", "Now");
      const stored = await socket.request("state_getStorage", [now.key([]), head.hash], timeoutMs);
      return { ...head, timestampMs: Number(now.decode(stored as string | null)) };
    });
  }

  /** The newest block that cannot be undone. */
  async finalized(): Promise<BlockHead> {
    return this.chain.connection.read("reading the newest final block", async ({ socket, runtime }, timeoutMs) => {
      const hash = await socket.request("chain_getFinalizedHead", [], timeoutMs);
      return headOf(runtime, await socket.request("chain_getHeader", [hash], timeoutMs));
    });
  }

  /** Hex; `undefined` if there is no such block yet. */
  async hashOf(number: number): Promise<string | undefined> {
    return (await this.chain.rpc<string | null>("chain_getBlockHash", [number])) ?? undefined;
  }

  /**
   * Calls `onHead` with the newest block that is known and then with each new one, without times, until the returned function is
   * called. Goes on after a reconnect; numbers may then be skipped.
   */
  watch(onHead: (head: BlockHead) => void): () => void {
    return this.chain.connection.heads.watch(onHead);
  }

  /** Resolves with the first head that is at least `number`. @throws `chain/timeout`, or the signal's reason. */
  async waitFor(
    number: number,
    { timeoutMs = 600_000, signal }: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
  ): Promise<BlockHead> {
    signal?.throwIfAborted();
    let stop: () => void = () => undefined;
    let timer: NodeJS.Timeout | undefined;
    let abort: (() => void) | undefined;
    try {
      return await new Promise<BlockHead>((resolve, reject) => {
        abort = () => reject(signal?.reason);
        signal?.addEventListener("abort", abort, { once: true });
        timer = setTimeout(() => reject(timeoutError(`waiting for block ${number}`, timeoutMs)), timeoutMs);
        stop = this.watch((head) => head.number >= number && resolve(head));
      });
    } finally {
      stop();
      clearTimeout(timer);
      if (abort) signal?.removeEventListener("abort", abort);
    }
  }
}
