import { randomInt, randomUUID } from "node:crypto";
import {
  type CommitEntry,
  type CommitWindow,
  HISTORY_LENGTH,
  type KnownTick,
  standardLevels,
} from "@taostack/commodities";
import type { ForecastRequest } from "@taostack/protocol";
import type { FollowedFeed } from "./followed-feeds.js";

/** A round whose outcome is not known yet. Plain JSON. */
export interface OpenRound {
  readonly window: CommitWindow;
  /** Milliseconds since 1970. */
  readonly openedMs: number;
  readonly request: ForecastRequest;
  readonly commits: Readonly<Record<string, CommitEntry>>;
  /** Everyone who was asked and could have answered; the words say why there is no commitment, and are empty where there is one. */
  readonly asked: Readonly<Record<string, string>>;
}

export interface RoundTimes {
  readonly horizons: readonly number[];
  /** For one call to a miner. */
  readonly timeoutMs: number;
}

/** What can be asked for now: new values with a past, soon enough after they came. */
export interface FreshSeries {
  readonly feed: FollowedFeed;
  readonly past: readonly KnownTick[];
}

/** Half of the time for commitments is the miners' at least. */
export function freshSeries(
  feeds: readonly FollowedFeed[],
  askedUpTo: ReadonlyMap<string, number>,
  nowMs: number,
): FreshSeries[] {
  return feeds.flatMap((feed) => {
    const { ticks, commitMs } = feed;
    const latest = ticks.latest;
    if (!latest || latest.timestamp <= (askedUpTo.get(feed.feed.asset) ?? -1)) return [];
    const past = nowMs < latest.knownMs + commitMs / 2 ? ticks.past(HISTORY_LENGTH) : undefined;
    return past ? [{ feed, past }] : [];
  });
}

/** One request for all miners; who of them is asked is filled in for each. */
export function requestFor(series: readonly FreshSeries[], horizons: readonly number[]): ForecastRequest {
  return {
    requestId: randomUUID(),
    model: "",
    minerHotkey: "",
    series: series.map(({ feed, past }) => ({
      asset: feed.feed.asset,
      stepSeconds: feed.feed.stepSeconds,
      timestamps: past.map(({ timestamp }) => timestamp),
      values: past.map(({ value }) => value),
    })),
    horizons: [...horizons],
    levels: [...standardLevels],
    paths: 0,
    seed: randomInt(2 ** 32 - 1),
  };
}

/** Steps and calls after the last horizon in which answers are still taken. */
const GRACE_STEPS = 10;
const GRACE_CALLS = 4;

export function windowFor(
  requestId: string,
  series: readonly FreshSeries[],
  { horizons, timeoutMs }: RoundTimes,
): CommitWindow {
  const begins = series.map(({ past }) => past.at(-1)!.knownMs);
  const commitBeforeMs = Math.min(...series.map(({ feed }, i) => begins[i]! + feed.commitMs));
  const outcomeMs = Math.max(...series.map(({ feed }, i) => begins[i]! + horizons.at(-1)! * feed.stepMs));
  const longestStepMs = Math.max(...series.map(({ feed }) => feed.stepMs));
  return {
    requestId,
    commitBeforeMs,
    // Values may come a little before their time; an answer is never asked for before its outcome is there.
    revealFromMs: commitBeforeMs,
    revealBeforeMs: outcomeMs + GRACE_STEPS * longestStepMs + GRACE_CALLS * timeoutMs,
  };
}

/** What became of each series: `undefined` while something is to come, `null` if it can never be known. */
export function outcomesOf({ request }: OpenRound, feeds: readonly FollowedFeed[]): number[][] | undefined | null {
  const outcomes = request.series.map(({ asset, timestamps }) => {
    const feed = feeds.find((one) => one.feed.asset === asset);
    return feed ? feed.ticks.outcomesOf(timestamps.at(-1)!, request.horizons) : null;
  });
  if (outcomes.includes(null)) return null;
  return outcomes.includes(undefined) ? undefined : (outcomes as number[][]);
}
