import type { Block } from "../engine/block.js";
import type { TreeState } from "../engine/tree-state.js";
import type { Hash, HexString } from "../scale/index.js";
import { stateDiscarded } from "./errors.js";

/** A block whose state may have been forgotten. */
export type StoredBlock = Omit<Block, "state"> & { readonly state?: TreeState };

export interface HistoryLimits {
  /** Latest blocks whose state can be asked for. */
  readonly states: number;
  /** Latest blocks whose header and body can be asked for. Genesis always can. */
  readonly blocks: number;
}

/** The blocks of one chain, newest first to be remembered. Every block is final. */
export class Chain {
  readonly genesis: Block;
  readonly #limits: HistoryLimits;
  #blocks: StoredBlock[];
  #byHash: Map<Hash, StoredBlock>;
  #best: Block;

  constructor(genesis: Block, limits: HistoryLimits) {
    this.genesis = genesis;
    this.#limits = limits;
    this.#best = genesis;
    this.#blocks = [genesis];
    this.#byHash = new Map([[genesis.hash, genesis]]);
  }

  get best(): Block {
    return this.#best;
  }

  append(block: Block): void {
    this.#best = block;
    this.#blocks.push(block);
    this.#byHash.set(block.hash, block);
    this.#forget();
  }

  /** What it remembers, oldest first. */
  blocks(): readonly StoredBlock[] {
    return this.#blocks;
  }

  /** Forgets its blocks and goes on from these, of which the last has its state. Genesis stays the same. */
  resume(blocks: readonly StoredBlock[]): void {
    this.#blocks = [...blocks];
    this.#byHash = new Map([...blocks, this.genesis].map((block) => [block.hash, block]));
    this.#best = blocks.at(-1) as Block;
  }

  byHash(hash: Hash): StoredBlock | undefined {
    return this.#byHash.get(hash);
  }

  byNumber(number: number): StoredBlock | undefined {
    if (number === 0) return this.genesis;
    const [oldest] = this.#blocks;
    return oldest && number >= oldest.number ? this.#blocks[number - oldest.number] : undefined;
  }

  /** @throws the pruned-block error if the state is not there (any more). */
  at(hash: Hash | undefined): Block {
    if (hash === undefined) return this.#best;
    const block = this.#byHash.get(hash);
    if (!block?.state) throw stateDiscarded(hash);
    return block as Block;
  }

  /** Puts another state behind the best block, as tools for development do. `keys` are those that it changes. */
  replaceBestState(state: TreeState, keys: readonly HexString[]): void {
    const changedKeys = [...new Set([...this.#best.changedKeys, ...keys])].sort();
    const block = { ...this.#best, state, changedKeys };
    this.#best = block;
    this.#blocks[this.#blocks.length - 1] = block;
    this.#byHash.set(block.hash, block);
  }

  /** All that `restore` needs to come back to this point. Cheap: states share what they have in common. */
  snapshot(): () => void {
    const [blocks, byHash, best] = [[...this.#blocks], new Map(this.#byHash), this.#best];
    return () => {
      this.#blocks = [...blocks];
      this.#byHash = new Map(byHash);
      this.#best = best;
    };
  }

  #forget(): void {
    const stale = this.byNumber(this.#best.number - this.#limits.states);
    if (stale?.state && stale.number > 0) {
      const { state: _, ...kept } = stale;
      this.#blocks[this.#indexOf(stale.number)] = kept;
      this.#byHash.set(kept.hash, kept);
    }
    if (this.#blocks.length <= this.#limits.blocks) return;
    const [oldest] = this.#blocks.splice(0, 1);
    if (oldest && oldest.number > 0) this.#byHash.delete(oldest.hash);
  }

  #indexOf(number: number): number {
    return number - (this.#blocks[0]?.number ?? 0);
  }
}
