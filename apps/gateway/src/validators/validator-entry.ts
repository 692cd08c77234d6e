import type { ConnectValidator, ValidatorChannel, ValidatorTarget } from "./validator-channel.js";

const CONNECT_TIMEOUT_MS = 3_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** One known validator: its connection, opened when first needed, its load and its health. */
export class ValidatorEntry {
  /** Replaced when stake or uid change; host and port never do. */
  target: ValidatorTarget;
  readonly #connect: ConnectValidator;
  readonly #now: () => number;
  #channel: ValidatorChannel | undefined;
  #opening: Promise<ValidatorChannel> | undefined;
  #inFlight = 0;
  #failures = 0;
  #pausedUntil = 0;
  #reachable: boolean | undefined;

  constructor(target: ValidatorTarget, connect: ConnectValidator, now: () => number) {
    this.target = target;
    this.#connect = connect;
    this.#now = now;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Until when it is asked last, after failures; each failure in a row doubles the pause, from 1 to 30 seconds. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  get healthy(): boolean {
    return this.#reachable !== false && this.#pausedUntil <= this.#now();
  }

  /** Healthy, and not only for want of a check. */
  get proven(): boolean {
    return this.#reachable === true && this.healthy;
  }

  /** The open connection, or a new one; callers at the same time share it. */
  async channel(timeoutMs = CONNECT_TIMEOUT_MS): Promise<ValidatorChannel> {
    if (this.#channel && !this.#channel.closed) return this.#channel;
    this.#opening ??= this.#open(timeoutMs).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(timeoutMs: number): Promise<ValidatorChannel> {
    this.#channel = await this.#connect(this.target, timeoutMs);
    return this.#channel;
  }

  begin(): void {
    this.#inFlight += 1;
  }

  end(): void {
    this.#inFlight -= 1;
  }

  /** Gave a whole answer. */
  succeeded(): void {
    this.#reachable = true;
    this.#failures = 0;
    this.#pausedUntil = 0;
  }

  /** Gave none, or half of one. */
  failed(): void {
    this.#failures += 1;
    this.#pausedUntil = this.#now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
  }

  /** What a check found. It ends no pause: a validator can say that it is well and still give no answers. */
  checked(reachable: boolean): void {
    this.#reachable = reachable;
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    await this.#channel?.close();
  }
}
