import { clockedCsvFeed, clockedSimulatorFeed, exchangeFeed, type Feed } from "@taostack/commodities";
import { invalidFeed } from "../errors.js";

/** A feed, and how its rounds are timed. Milliseconds. */
export interface FeedPlan {
  readonly feed: Feed;
  /** From one value to the next. */
  readonly stepMs: number;
  /** After a value: how long commitments to a forecast that begins with it are taken. Nothing of the outcome can be known earlier. */
  readonly commitMs: number;
}

/** Of a clocked feed nothing can be seen between two values; the rest of the step is for clocks that differ. */
const CLOCKED_SHARE = 0.9;
/** A real market moves all the time: who commits late has seen this share of the first step. */
const LIVE_SHARE = 0.1;
/** Enough for the rounds that an earlier run left open. */
const history = 2_000;
const intervals = { "1m": 60_000, "5m": 300_000, "15m": 900_000, "1h": 3_600_000 } as const;

/** The feed that an operator names. @throws `validator/invalid_feed`, and what reading a file throws. */
export async function feedPlanOf(spec: string, stepMs: number): Promise<FeedPlan> {
  const [, kind, rest] = /^(simulator|csv|exchange):(.+)$/s.exec(spec) ?? [];
  if (kind === undefined || rest === undefined) throw invalidFeed(spec);
  if (kind === "exchange") return exchangePlan(spec, rest);
  const feed =
    kind === "csv"
      ? await clockedCsvFeed({ path: rest, stepMs, history })
      : clockedSimulatorFeed({ seed: rest, stepMs, history });
  if (feed.asset.length > 32) throw invalidFeed(spec);
  return { feed, stepMs, commitMs: CLOCKED_SHARE * stepMs };
}

/** `https://HOST/SYMBOL/INTERVAL`; the stream is on the same host, unless `?stream=wss://…` names another. */
function exchangePlan(spec: string, text: string): FeedPlan {
  const url = urlOf(text);
  const [, symbol = "", interval = ""] = /^\/([A-Za-z0-9]{1,32})\/(\w+)$/.exec(url?.pathname ?? "") ?? [];
  if (!url || !/^https?:$/.test(url.protocol) || symbol === "" || !isInterval(interval)) throw invalidFeed(spec);
  const streamUrl = url.searchParams.get("stream") ?? `${url.protocol.replace("http", "ws")}//${url.host}`;
  if (!/^wss?:$/.test(urlOf(streamUrl)?.protocol ?? "")) throw invalidFeed(spec);
  const feed = exchangeFeed({ restUrl: url.origin, streamUrl, symbol, interval, history: 1000 });
  const stepMs = intervals[interval];
  return { feed, stepMs, commitMs: LIVE_SHARE * stepMs };
}

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
const isInterval = (text: string): text is keyof typeof intervals => Object.hasOwn(intervals, text);
