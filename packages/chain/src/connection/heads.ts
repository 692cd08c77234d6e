import type { Logger } from "@taostack/primitives";
import type { BlockHead } from "../runtime/block-header.js";

export type HeadListener = (head: BlockHead) => void;

/** The newest head, and who wants to hear of the next. A head that was already told, as after a reconnect, is not told again. */
export class Heads {
  #latest: BlockHead | undefined;
  readonly #listeners = new Set<HeadListener>();

  constructor(readonly logger: Logger) {}

  get latest(): BlockHead | undefined {
    return this.#latest;
  }

  tell(head: BlockHead): void {
    if (head.hash === this.#latest?.hash) return;
    this.#latest = head;
    for (const listener of [...this.#listeners]) this.#call(listener, head);
  }

  /** The listener first gets the head that is known already, if any. Returns what ends it. */
  watch(listener: HeadListener): () => void {
    // A set of wrappers, so that one function may watch twice.
    const own: HeadListener = (head) => listener(head);
    this.#listeners.add(own);
    const known = this.#latest;
    queueMicrotask(() => {
      if (known !== undefined && known === this.#latest && this.#listeners.has(own)) this.#call(own, known);
    });
    return () => this.#listeners.delete(own);
  }

  clear(): void {
    this.#listeners.clear();
  }

  #call(listener: HeadListener, head: BlockHead): void {
    try {
      listener(head);
    } catch (error) {
      this.logger.error("a block listener failed", { block: head.number, error: String(error) });
    }
  }
}
