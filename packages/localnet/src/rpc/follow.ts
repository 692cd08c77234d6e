import type { Block } from "../engine/block.js";
import type { LocalNode } from "../node/node.js";
import type { Hash } from "../scale/index.js";
import type { Notify } from "./session.js";

/** Blocks that a follower may keep without letting go of them. Beyond that it is stopped, as nodes do. */
const MAX_PINNED = 512;

/** One follower of the chain: every block it was told of stays readable until it lets go of it. */
export class Follow {
  readonly #node: LocalNode;
  readonly #pinned = new Map<Hash, Block>();
  readonly #runtime: unknown;
  #notify: Notify | undefined;
  #off: () => void = () => undefined;
  #operations = 0;
  #best: Hash | undefined;

  /** @param runtime - What is told of the runtime; `undefined` if the follower did not ask for it. */
  constructor(node: LocalNode, runtime: unknown) {
    this.#node = node;
    this.#runtime = runtime;
  }

  /** @param end - Ends the subscription. */
  start(notify: Notify, end: () => void): () => void {
    const { best } = this.#node.chain;
    this.#notify = notify;
    this.#pin(best);
    const runtime = this.#runtime === undefined ? {} : { finalizedBlockRuntime: this.#runtime };
    notify({ event: "initialized", finalizedBlockHashes: [best.hash], ...runtime });
    notify({ event: "bestBlockChanged", bestBlockHash: best.hash });
    this.#off = this.#node.onHead(({ block }) => {
      if (block.header.parent_hash === this.#best && this.#pinned.size < MAX_PINNED) this.#tell(block);
      else if (block.hash !== this.#best) {
        // The chain went back to an earlier point, or nobody lets go of anything: the follower begins anew.
        notify({ event: "stop" });
        end();
      } else this.#pin(block);
    });
    return () => this.stop();
  }

  stop(): void {
    this.#off();
    this.#pinned.clear();
    this.#notify = undefined;
  }

  block(hash: Hash): Block | undefined {
    return this.#pinned.get(hash);
  }

  /** @returns whether the block was kept. */
  unpin(hash: Hash): boolean {
    return this.#pinned.delete(hash);
  }

  /** Gives the id of an operation whose events follow the reply. */
  operate(work: (operationId: string) => readonly unknown[]): string {
    this.#operations += 1;
    const operationId = `${this.#operations}`;
    setImmediate(() => {
      if (this.#notify) for (const event of work(operationId)) this.#notify?.(event);
    });
    return operationId;
  }

  #tell(block: Block): void {
    this.#pin(block);
    const newRuntime = this.#runtime === undefined ? {} : { newRuntime: null };
    this.#notify?.({
      event: "newBlock",
      blockHash: block.hash,
      parentBlockHash: block.header.parent_hash,
      ...newRuntime,
    });
    this.#notify?.({ event: "bestBlockChanged", bestBlockHash: block.hash });
    this.#notify?.({ event: "finalized", finalizedBlockHashes: [block.hash], prunedBlockHashes: [] });
  }

  #pin(block: Block): void {
    this.#pinned.set(block.hash, block);
    this.#best = block.hash;
  }
}
