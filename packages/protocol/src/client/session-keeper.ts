import { protocolError } from "../errors.js";
import type { ClientSession } from "./session.js";

/** Keeps one session open: renews it before it expires, replaces one that the peer has lost, and never opens two at once. */
export class SessionKeeper {
  readonly #open: (lost: ClientSession | undefined) => Promise<ClientSession>;
  readonly #now: () => number;
  #current: ClientSession | undefined;
  #lost: ClientSession | undefined;
  #opening: Promise<ClientSession> | undefined;

  constructor(open: (lost: ClientSession | undefined) => Promise<ClientSession>, now: () => number) {
    this.#open = open;
    this.#now = now;
  }

  /** The session to use now; a promise only if one must be opened first, which is waited for until the deadline; the signal's reason is thrown. */
  session(deadlineMs: number, signal: AbortSignal | undefined): ClientSession | Promise<ClientSession> {
    if (this.#current?.usableAt(this.#now())) return this.#current;
    return waitUntil(this.#renew(), deadlineMs, signal);
  }

  /** The peer seems not to know this session any more; the next one will tell. */
  drop(session: ClientSession): void {
    if (this.#current !== session) return;
    this.#current = undefined;
    this.#lost = session;
  }

  #renew(): Promise<ClientSession> {
    this.#opening ??= this.#open(this.#lost)
      .then((session) => {
        this.#current = session;
        this.#lost = undefined;
        return session;
      })
      .finally(() => {
        this.#opening = undefined;
      });
    return this.#opening;
  }
}

/** The opening goes on for the other calls that wait for it. */
function waitUntil<T>(work: Promise<T>, deadlineMs: number, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal?.reason);
    if (signal?.aborted) onAbort();
    const onTimeout = () => reject(protocolError("protocol/deadline_exceeded", "No session was open in time."));
    const timer = setTimeout(onTimeout, deadlineMs - Date.now());
    signal?.addEventListener("abort", onAbort);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    });
  });
}
