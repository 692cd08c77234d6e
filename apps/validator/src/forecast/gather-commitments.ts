import { setMaxListeners } from "node:events";
import { CommitBook, type CommitEntry, type CommitStatus, type CommitWindow } from "@taostack/commodities";
import type { Logger } from "@taostack/primitives";
import { type ForecastRequest, ForecastService } from "@taostack/protocol";
import { failureOf } from "../competition/failure.js";
import type { CallableMiner } from "../miners/link.js";

export interface Gathered {
  readonly commits: Readonly<Record<string, CommitEntry>>;
  /** Everyone who could have answered, and why there is no commitment, if there is none. */
  readonly asked: Readonly<Record<string, string>>;
}

export interface GatherOptions {
  readonly timeoutMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Aborted when something of the outcome is known: from then on it is too late, whatever the clock says. */
  readonly known: AbortSignal;
  readonly logger: Logger;
}

const LATE = "It committed too late.";
const refused: Record<Exclude<CommitStatus, "committed">, string> = {
  late_commit: LATE,
  bad_hash: "It sent what is no hash.",
  already_committed: "It committed twice.",
  unknown_request: LATE,
  book_full: LATE,
};

/** Asks everyone at once to commit to a forecast, and takes what comes before the time for it is over. @throws the signal's reason. */
export async function gatherCommitments(
  request: ForecastRequest,
  window: CommitWindow,
  miners: readonly CallableMiner[],
  { timeoutMs, now, signal, known, logger }: GatherOptions,
): Promise<Gathered> {
  const book = new CommitBook({ maxRequests: 1, maxCommitsPerRequest: miners.length });
  book.open(window);
  const asked: Record<string, string> = {};
  const left = { timeoutMs: Math.max(1, Math.min(timeoutMs, window.commitBeforeMs - now())) };
  const ended = AbortSignal.any([signal, known]);
  setMaxListeners(0, ended); // two for each call, and their number is bounded
  const ask = async (miner: CallableMiner): Promise<void> => {
    const { hotkey } = miner;
    try {
      const { hash } = await miner.call(
        (channel, options) => channel.client(ForecastService).commit({ ...request, minerHotkey: hotkey }, options),
        { signal: ended, ...left },
      );
      const status = known.aborted ? "late_commit" : book.commit(window.requestId, hotkey, hash, now());
      asked[hotkey] = status === "committed" ? "" : refused[status];
    } catch (error) {
      if (known.aborted) {
        asked[hotkey] = LATE;
        return;
      }
      const { excused, reason } = failureOf(error);
      if (!excused) asked[hotkey] = reason;
    }
    logger.debug("asked to commit", { hotkey, requestId: window.requestId, problem: asked[hotkey] });
  };
  await Promise.all(miners.map(ask));
  signal.throwIfAborted();
  return { asked, commits: book.toJSON().requests[0]!.commits };
}
