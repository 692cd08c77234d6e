import { setMaxListeners } from "node:events";
import { sleep } from "@taostack/primitives";

/** One piece on its way to or from a miner, as the client measured it: what a validator judges bandwidth by. */
export interface Transfer {
  readonly hotkey: string;
  readonly direction: "put" | "get";
  readonly bytes: number;
  readonly ms: number;
  /** Absent if it went well. `cancelled` transfers were not needed any more, and say nothing about the miner. */
  readonly fault?: "failed" | "corrupt" | "cancelled";
}

export type OnTransfer = (transfer: Transfer) => void;

/**
 * Ends with the work, or with the signal's reason. Work that does not heed the signal is left behind: nobody waits for a peer that
 * hangs.
 */
export async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** Resolves after the time, or when the signal is aborted. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, signal).catch(() => undefined);

/** A peer has let its time pass. Its call may be going on, and reading what it was given. */
export class NoAnswer extends Error {}

/** The same signal, aborted too when the time is up, with a `NoAnswer`. `stop` must be called, so that no timer stays behind. */
export function withTimeout(signal: AbortSignal, ms: number): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(new NoAnswer(`no answer within ${ms} ms`)), ms);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort);
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    },
  };
}

/** A signal that many calls at once may listen to, aborted with the given ones. */
export function sharedSignal(...signals: readonly AbortSignal[]): AbortSignal {
  const shared = AbortSignal.any([...signals]);
  setMaxListeners(0, shared);
  return shared;
}
