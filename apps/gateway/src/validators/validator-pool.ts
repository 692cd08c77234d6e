import { type Running, withDeadline } from "@taostack/primitives";
import { untilAborted } from "../until-aborted.js";
import { chooseValidators } from "./choose-validators.js";
import type { ConnectValidator, ValidatorTarget } from "./validator-channel.js";
import { ValidatorEntry } from "./validator-entry.js";

/** More validators than any subnet permits; those with the least stake beyond it are passed over. */
const MAX_VALIDATORS = 128;
/** A connection that is still being made when the pool stops is closed as soon as it stands; nobody waits longer for it. */
const CLOSE_TIMEOUT_MS = 1_000;

/** The validators that can be asked now, each with one connection kept open. */
export class ValidatorPool implements Running {
  readonly #connect: ConnectValidator;
  readonly #now: () => number;
  #entries = new Map<string, ValidatorEntry>();
  #stopped = false;

  constructor(connect: ConnectValidator, now: () => number = Date.now) {
    this.#connect = connect;
    this.#now = now;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** How many have answered and not failed since. */
  get healthyCount(): number {
    return [...this.#entries.values()].filter((entry) => entry.proven).length;
  }

  /** Takes over what the chain says now. Connections to those that left or moved are closed; the others keep load and health. */
  async update(targets: readonly ValidatorTarget[]): Promise<void> {
    if (this.#stopped) return;
    const old = this.#entries;
    const kept = [...targets].sort((a, b) => (a.stake < b.stake ? 1 : -1)).slice(0, MAX_VALIDATORS);
    this.#entries = new Map(kept.map((target) => [target.hotkey, this.#entryFor(target, old.get(target.hotkey))]));
    const gone = [...old.values()].filter((entry) => this.#entries.get(entry.target.hotkey) !== entry);
    await Promise.allSettled(gone.map((entry) => entry.close()));
  }

  #entryFor(target: ValidatorTarget, known: ValidatorEntry | undefined): ValidatorEntry {
    if (known && known.target.host === target.host && known.target.port === target.port) {
      known.target = target;
      return known;
    }
    return new ValidatorEntry(target, this.#connect, this.#now);
  }

  /** In the order in which they should be asked. */
  choose(): ValidatorEntry[] {
    return chooseValidators(this.#entries.values());
  }

  /** Asks each whether it is there, so that the first request meets open connections and known health. */
  async check(timeoutMs: number, signal: AbortSignal): Promise<void> {
    await Promise.allSettled(this.choose().map((entry) => checkEntry(entry, timeoutMs, signal)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    const closed = Promise.allSettled(entries.map((entry) => entry.close()));
    await withDeadline(closed, CLOSE_TIMEOUT_MS, "closing").catch(() => undefined);
  }
}

async function checkEntry(entry: ValidatorEntry, timeoutMs: number, signal: AbortSignal): Promise<void> {
  try {
    const channel = await untilAborted(entry.channel(timeoutMs), signal);
    await channel.check({ signal, timeoutMs });
    entry.checked(true);
  } catch {
    if (!signal.aborted) entry.checked(false);
  }
}
