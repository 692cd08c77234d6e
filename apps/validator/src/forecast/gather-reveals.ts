import { CommitBook, type RevealStatus } from "@taostack/commodities";
import { sleep } from "@taostack/primitives";
import { type ForecastAnswer, type ForecastReveal, ForecastService, isProtocolError } from "@taostack/protocol";
import { failureOf } from "../competition/failure.js";
import type { CallableMiner } from "../miners/link.js";
import type { OpenRound } from "./open-round.js";

/** What a miner showed, and what the book says of it; or why it showed nothing. */
export type Shown =
  | { readonly status: RevealStatus; readonly answer: ForecastAnswer }
  | { readonly status?: undefined; readonly reason: string };

export interface RevealOptions {
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly miners: () => readonly CallableMiner[];
}

const ATTEMPTS = 3;
const PAUSE_MS = 1_000;
const GONE = "It was not there to show its forecast.";

/**
 * Asks everyone who committed for the forecast behind it. Who cannot be reached is asked again, a few times and while there is time;
 * excused ones are left out. @throws the signal's reason.
 */
export async function gatherReveals(round: OpenRound, options: RevealOptions): Promise<ReadonlyMap<string, Shown>> {
  const { signal } = options;
  const { window, commits } = round;
  const book = new CommitBook({}, { version: 1, requests: [{ ...window, commits }] });
  const shown = new Map<string, Shown>();
  await Promise.all(
    Object.keys(commits).map(async (hotkey) => {
      const found = await showOf(hotkey, book, window.requestId, window.revealBeforeMs, options);
      if (found) shown.set(hotkey, found);
    }),
  );
  signal.throwIfAborted();
  return shown;
}

async function showOf(
  hotkey: string,
  book: CommitBook,
  requestId: string,
  revealBeforeMs: number,
  { timeoutMs, now, signal, miners }: RevealOptions,
): Promise<Shown | undefined> {
  for (let attempt = 1; ; attempt++) {
    const last = attempt === ATTEMPTS || now() + PAUSE_MS >= revealBeforeMs;
    const miner = miners().find((one) => one.hotkey === hotkey);
    try {
      if (miner) return judged(await reveal(miner, requestId, { signal, timeoutMs }));
      if (last) return { reason: GONE };
    } catch (error) {
      const { excused, reason } = failureOf(error);
      if (excused) return undefined;
      // What the miner itself said stands.
      if (last || (isProtocolError(error) && error.data.verified)) return { reason };
    }
    await sleep(PAUSE_MS, signal);
  }

  function judged({ salt, answer }: ForecastReveal): Shown {
    if (!answer) return { reason: "It showed no forecast." };
    return { status: book.reveal({ requestId, hotkey, salt, answer }, now()), answer };
  }
}

const reveal = (miner: CallableMiner, requestId: string, options: { signal: AbortSignal; timeoutMs: number }) =>
  miner.call((channel, left) => channel.client(ForecastService).reveal({ requestId }, left), options);
