/** How far behind the highest counter a late call may be. */
export const REPLAY_WINDOW = 1024;

/**
 * Accepts each counter once. Calls may arrive out of order, up to `REPLAY_WINDOW` behind the highest one seen; whatever is older
 * is refused, since it can no longer be told from a replay. Constant memory. @see RFC 6479.
 */
export class ReplayWindow {
  /** Bit `counter % REPLAY_WINDOW` is set if that counter was seen. */
  readonly #seen = new Uint32Array(REPLAY_WINDOW / 32);
  #highest = 0;

  /** @param counter - A whole number from 1. */
  accept(counter: number): boolean {
    if (counter < 1 || counter <= this.#highest - REPLAY_WINDOW) return false;
    if (counter > this.#highest) this.#advance(counter);
    else if (this.#has(counter)) return false;
    const bit = counter % REPLAY_WINDOW;
    this.#seen[bit >>> 5]! |= 1 << (bit & 31);
    return true;
  }

  #has(counter: number): boolean {
    const bit = counter % REPLAY_WINDOW;
    return (this.#seen[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }

  #advance(counter: number): void {
    if (counter - this.#highest >= REPLAY_WINDOW) this.#seen.fill(0);
    else for (let passed = this.#highest + 1; passed < counter; passed++) this.#forget(passed);
    this.#highest = counter;
  }

  #forget(counter: number): void {
    const bit = counter % REPLAY_WINDOW;
    this.#seen[bit >>> 5]! &= ~(1 << (bit & 31));
  }
}
