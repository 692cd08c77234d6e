import { CommitBook, type CommitEntry, type CommitStatus, type CommitWindow } from "@taostack/commodities";
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
}

const refused: Record<Exclude<CommitStatus, "committed">, string> = {
  late_commit: "It committed too late.",
  bad_hash: "It sent what is no hash.",
  already_committed: "It committed twice.",
  unknown_request: "It committed too late.",
  book_full: "It committed too late.",
};

/** Asks everyone at once to commit to a forecast, and takes what comes before the time for it is over. @throws the signal's reason. */
export async function gatherCommitments(
  request: ForecastRequest,
  window: CommitWindow,
  miners: readonly CallableMiner[],
  { timeoutMs, now, signal }: GatherOptions,
): Promise<Gathered> {
  const book = new CommitBook({ maxRequests: 1, maxCommitsPerRequest: miners.length });
  book.open(window);
  const asked: Record<string, string> = {};
  const left = Math.min(timeoutMs, window.commitBeforeMs - now());
  const ask = async (miner: CallableMiner): Promise<void> => {
    const { hotkey } = miner;
    try {
      const { hash } = await miner.call(
        (channel, options) => channel.client(ForecastService).commit({ ...request, minerHotkey: hotkey }, options),
        { signal, timeoutMs: Math.max(1, left) },
      );
      const status = book.commit(window.requestId, hotkey, hash, now());
      asked[hotkey] = status === "committed" ? "" : refused[status];
    } catch (error) {
      const { excused, reason } = failureOf(error);
      if (!excused) asked[hotkey] = reason;
    }
  };
  await Promise.all(miners.map(ask));
  signal.throwIfAborted();
  return { asked, commits: book.toJSON().requests[0]!.commits };
}
