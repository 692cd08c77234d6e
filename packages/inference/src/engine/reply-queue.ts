/** Replies of one job, in order, for one reader. Bounded by the job itself: one token, one reply. */
export class ReplyQueue<T> {
  readonly #items: T[] = [];
  #failure: { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  push(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** What is queued is still read; after it, `next` rejects. The first failure counts. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake?.();
  }

  /** Drops what is queued, so that the next read rejects. */
  abort(error: unknown): void {
    this.#items.length = 0;
    this.fail(error);
  }

  async next(): Promise<T> {
    while (this.#items.length === 0) {
      if (this.#failure) throw this.#failure.error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#items.shift() as T;
  }
}
