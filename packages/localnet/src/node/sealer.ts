import type { Logger } from "@taostack/primitives";
import type { ResolvedSealing, SealingMode } from "../options.js";
import { createStepClock, createWallClock, SwitchableClock } from "./clock.js";
import { stopped } from "./errors.js";
import type { LocalNode } from "./node.js";
import { type Sealing, sealOnDemand, sealOnInterval } from "./sealing.js";

export interface SealerOptions extends ResolvedSealing {
  /** Time of block 1 in mode `manual`, in milliseconds since 1970. */
  readonly startTimeMs: number;
}

/** Makes a node's blocks as its mode says, and changes the mode while the chain runs. */
export class Sealer {
  /** The time of the blocks: that of the machine, or in mode `manual` one slot for each block. */
  readonly clock: SwitchableClock;
  readonly #options: SealerOptions;
  readonly #logger: Logger;
  #mode: SealingMode;
  #node: LocalNode | undefined;
  #current: Sealing = { stop: () => undefined };

  constructor(options: SealerOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
    this.#mode = options.mode;
    this.clock = new SwitchableClock(this.#clockFor(options.mode));
  }

  get mode(): SealingMode {
    return this.#mode;
  }

  start(node: LocalNode): void {
    this.#node = node;
    this.#current = this.#begin(node, this.#mode, this.#options.slotDurationMs);
  }

  /** @param intervalMs - For mode `interval`; the slot of the chain if not given. */
  setMode(mode: SealingMode, intervalMs: number = this.#options.slotDurationMs): void {
    if (!this.#node) throw stopped();
    this.#current.stop();
    if (mode !== this.#mode) this.clock.use(this.#clockFor(mode));
    this.#mode = mode;
    this.#current = this.#begin(this.#node, mode, intervalMs);
  }

  stop(): void {
    this.#current.stop();
    this.#node = undefined;
  }

  #begin(node: LocalNode, mode: SealingMode, intervalMs: number): Sealing {
    switch (mode) {
      case "interval":
        return sealOnInterval(node, intervalMs, this.#logger);
      case "instant":
        return sealOnDemand(node, Number.POSITIVE_INFINITY, this.#logger);
      case "per-transaction":
        return sealOnDemand(node, 1, this.#logger);
      case "manual":
        return { stop: () => undefined };
    }
  }

  #clockFor(mode: SealingMode) {
    const { slotDurationMs, startTimeMs } = this.#options;
    return mode === "manual" ? createStepClock(slotDurationMs, startTimeMs) : createWallClock(slotDurationMs);
  }
}
