import type { StorageMiner } from "./placement.js";
import type { PreparedPiece } from "./prepare/prepare-chunk.js";
import { type OnTransfer, untilAborted, withTimeout } from "./transfer.js";

/** The miners of a client, and which of them failed it lately. */
export class MinerPool {
  readonly #miners: ReadonlyMap<string, StorageMiner>;
  readonly #failed = new Set<string>();

  constructor(
    miners: readonly StorageMiner[],
    private readonly timeoutMs: number,
    private readonly onTransfer: OnTransfer,
  ) {
    this.#miners = new Map(miners.map((miner) => [miner.hotkey, miner]));
  }

  get all(): StorageMiner[] {
    return [...this.#miners.values()];
  }

  /** Those that did what they were last asked to. */
  get sound(): StorageMiner[] {
    return this.all.filter(({ hotkey }) => !this.#failed.has(hotkey));
  }

  get(hotkey: string): StorageMiner | undefined {
    return this.#miners.get(hotkey);
  }

  isSound(hotkey: string): boolean {
    return this.#miners.has(hotkey) && !this.#failed.has(hotkey);
  }

  async store(miner: StorageMiner, piece: PreparedPiece, leaseSeconds: number, signal: AbortSignal) {
    const timeoutMs = this.timeoutMs;
    const { id, sealed, headroom } = piece;
    await this.#measure(miner, "put", sealed.length, signal, (inTime) =>
      miner.peer.put(id, sealed, leaseSeconds, { signal: inTime, timeoutMs, headroom }),
    );
  }

  fetch(miner: StorageMiner, id: Uint8Array, bytes: number, signal: AbortSignal): Promise<Uint8Array> {
    const timeoutMs = this.timeoutMs;
    return this.#measure(miner, "get", bytes, signal, (inTime) =>
      miner.peer.get(id, bytes, { signal: inTime, timeoutMs }),
    );
  }

  /** What came from this miner was not what it had been given. */
  accuse(hotkey: string, bytes: number): void {
    this.#failed.add(hotkey);
    this.onTransfer({ hotkey, direction: "get", bytes, ms: 0, fault: "corrupt" });
  }

  async #measure<T>(
    { hotkey }: StorageMiner,
    direction: "put" | "get",
    bytes: number,
    signal: AbortSignal,
    call: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    const limited = withTimeout(signal, this.timeoutMs);
    const report = (fault?: "failed" | "cancelled") =>
      this.onTransfer({
        hotkey,
        direction,
        bytes,
        ms: performance.now() - startedAt,
        ...(fault ? { fault } : {}),
      });
    try {
      const result = await untilAborted(limited.signal, call(limited.signal));
      this.#failed.delete(hotkey);
      report();
      return result;
    } catch (error) {
      if (!signal.aborted) this.#failed.add(hotkey);
      report(signal.aborted ? "cancelled" : "failed");
      throw error;
    } finally {
      limited.stop();
    }
  }
}
