/** How a chain tells the time of its next block, in milliseconds since 1970. */
export interface BlockClock {
  next(previousMs: number): number;
  /** The next block gets this time, and time goes on from there. */
  travelTo(timeMs: number): void;
}

/**
 * Follows the clock of the machine, and never advances by less than a slot: blocks mined at will run ahead of it.
 * @param now - Milliseconds since 1970.
 */
export function createWallClock(slotDurationMs: number, now: () => number = Date.now): BlockClock {
  let offsetMs = 0;
  return {
    next: (previousMs) => Math.max(now() + offsetMs, previousMs === 0 ? 0 : previousMs + slotDurationMs),
    travelTo: (timeMs) => {
      offsetMs = timeMs - now();
    },
  };
}

/** Advances by one slot for each block, so that a run can be repeated exactly. */
export function createStepClock(slotDurationMs: number, startMs: number): BlockClock {
  let targetMs: number | undefined;
  return {
    next(previousMs) {
      const stepped = previousMs === 0 ? startMs : previousMs + slotDurationMs;
      const time = Math.max(targetMs ?? 0, stepped);
      targetMs = undefined;
      return time;
    },
    travelTo: (timeMs) => {
      targetMs = timeMs;
    },
  };
}

/** A clock behind which another can be put while the chain runs. */
export class SwitchableClock implements BlockClock {
  #current: BlockClock;

  constructor(first: BlockClock) {
    this.#current = first;
  }

  use(clock: BlockClock): void {
    this.#current = clock;
  }

  next(previousMs: number): number {
    return this.#current.next(previousMs);
  }

  travelTo(timeMs: number): void {
    this.#current.travelTo(timeMs);
  }
}
