import { basename } from "node:path";
import { CodedError } from "@taostack/primitives";
import { csvFeed } from "./csv.js";
import type { Feed, FeedErrorData, Tick } from "./feed.js";
import { type NumberedTick, type Pace, paced, stepNow, stepSecondsOf, systemClock, type WallClock } from "./pace.js";

export interface ClockedCsvOptions {
  readonly path: string;
  /** The file's name without its ending by default. */
  readonly asset?: string;
  readonly stepMs: number;
  readonly timeColumn?: string;
  readonly valueColumn?: string;
  readonly history?: number;
  readonly clock?: WallClock;
}

const MAX_ROWS = 1_000_000;

/**
 * A file played by the wall clock over and over, one of its steps in each `stepMs`: whoever plays the same file sees the same values at
 * the same time. The first two rows tell its step. A gap in the file is a pause, and so is the step between its end and its beginning.
 * @throws `commodities/bad_feed` for fewer than two rows or more than a million, and what `csvFeed` throws.
 */
export async function clockedCsvFeed(options: ClockedCsvOptions): Promise<Feed> {
  const { path, stepMs, asset = basename(path).replace(/\.[^.]*$/, ""), history = 512, clock = systemClock } = options;
  const rows: Tick[] = [];
  for await (const tick of csvFeed({ ...options, asset, stepSeconds: 1 }).ticks()) {
    if (rows.push(tick) > MAX_ROWS) bad(path, `more than ${MAX_ROWS} rows`, "Cut it into several.");
  }
  const [first, second] = rows;
  if (!first || !second) bad(path, `${rows.length} rows`, "Give two at least.");
  const fileStep = second.timestamp - first.timestamp;
  const positions = rows.map(({ timestamp }) => Math.round((timestamp - first.timestamp) / fileStep));
  const pace = { stepMs, history, clock };
  const stepSeconds = stepSecondsOf(stepMs);
  return { asset, stepSeconds, ticks: (signal) => paced(laps(rows, positions, pace), pace, signal) };
}

function* laps(
  rows: readonly Tick[],
  positions: readonly number[],
  pace: Pace,
): Generator<NumberedTick, void, undefined> {
  const length = positions.at(-1)! + 2;
  for (let lap = Math.floor((stepNow(pace) - pace.history) / length); ; lap++) {
    for (const [i, { asset, value }] of rows.entries()) {
      const index = lap * length + positions[i]!;
      yield { index, tick: { asset, value, timestamp: index * stepSecondsOf(pace.stepMs) } };
    }
  }
}

function bad(path: string, what: string, remedy: string): never {
  throw new CodedError<FeedErrorData>({ code: "commodities/bad_feed", source: path }, `The file ${path} has ${what}.`, {
    remedy,
  });
}
