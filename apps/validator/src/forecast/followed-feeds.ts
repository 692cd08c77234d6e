import { setMaxListeners } from "node:events";
import { RecentTicks } from "@taostack/commodities";
import { type Logger, sleep } from "@taostack/primitives";
import { Pulse } from "../competition/pulse.js";
import type { FeedPlan } from "./feed-plan.js";

export interface FollowedFeed extends FeedPlan {
  readonly ticks: RecentTicks;
}

export interface FollowedFeeds {
  readonly all: readonly FollowedFeed[];
  /** Resolves at the next value of any feed, or after `ms`. */
  next(ms: number): Promise<void>;
  /** Calls at each value of any feed; the result ends it. */
  watch(onValue: () => void): () => void;
  stop(): Promise<void>;
}

const RETRY_MS = 5_000;

/** Keeps the latest values of each feed. One that fails or ends is followed anew. */
export function followFeeds(plans: readonly FeedPlan[], logger: Logger, now: () => number): FollowedFeeds {
  const stopping = new AbortController();
  const { signal } = stopping;
  setMaxListeners(0, signal); // some for each feed
  const pulse = new Pulse();
  const watchers = new Set<() => void>();
  const all = plans.map((plan) => ({ ...plan, ticks: new RecentTicks(plan.feed.stepSeconds) }));

  async function follow({ feed, ticks }: FollowedFeed): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const tick of feed.ticks(signal)) {
          ticks.add(tick, now());
          pulse.notify();
          for (const onValue of watchers) onValue();
        }
        if (!signal.aborted) logger.warn("feed ended", { asset: feed.asset });
      } catch (error) {
        if (!signal.aborted) logger.error("feed failed", { asset: feed.asset, error });
      }
      await sleep(RETRY_MS, signal).catch(() => undefined);
    }
  }
  const following = all.map(follow);
  return {
    all,
    next: (ms) => pulse.wait(ms),
    watch: (onValue) => {
      watchers.add(onValue);
      return () => watchers.delete(onValue);
    },
    stop: async () => {
      stopping.abort(new Error("stopping"));
      pulse.notify();
      await Promise.all(following);
    },
  };
}
