import type { CallableMiner } from "./link.js";
import { type MinerAddress, PooledMiner, type PoolModules } from "./pooled-miner.js";

/** The miners of a subnet, each with its channel; those that leave or move are closed. */
export class MinerPool {
  readonly #modules: PoolModules;
  readonly #miners = new Map<string, PooledMiner>();

  constructor(modules: PoolModules) {
    this.#modules = modules;
  }

  /** Takes the miners that serve now; their number is bounded by the subnet's size. */
  update(addresses: readonly MinerAddress[]): void {
    const kept = new Set<string>();
    for (const address of addresses) {
      kept.add(address.hotkey);
      const known = this.#miners.get(address.hotkey);
      if (known?.isAt(address)) continue;
      known?.close();
      this.#miners.set(address.hotkey, new PooledMiner(address, this.#modules));
    }
    for (const [hotkey, miner] of this.#miners) {
      if (kept.has(hotkey)) continue;
      miner.close();
      this.#miners.delete(hotkey);
    }
  }

  all(): CallableMiner[] {
    return [...this.#miners.values()];
  }

  close(): void {
    this.update([]);
  }
}
