import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { CodedError } from "@taostack/primitives";
import type { Feed, FeedErrorData, Tick } from "./feed.js";

export interface CsvFeedOptions {
  readonly path: string;
  readonly asset: string;
  readonly stepSeconds: number;
  /** Names of the columns in the head line. `timestamp` (seconds or milliseconds since 1970, or ISO 8601) and `close` by default. */
  readonly timeColumn?: string;
  readonly valueColumn?: string;
}

const MAX_LINE = 4096;

/**
 * A file with a head line and one value a line, oldest first. Plain commas; quotes around a field are taken off.
 * @throws `commodities/bad_feed` with the line's number, when it is read.
 */
export const csvFeed = (options: CsvFeedOptions): Feed => ({
  asset: options.asset,
  stepSeconds: options.stepSeconds,
  ticks: (signal) => readTicks(options, signal),
});

async function* readTicks(options: CsvFeedOptions, signal?: AbortSignal): AsyncGenerator<Tick, void, undefined> {
  const { path, asset, timeColumn = "timestamp", valueColumn = "close" } = options;
  const input = createReadStream(path, { encoding: "utf8" });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let [number, timeIndex, valueIndex, before] = [0, -1, -1, Number.NEGATIVE_INFINITY];
  try {
    for await (const line of lines) {
      if (signal?.aborted) return;
      number++;
      if (line.length > MAX_LINE) bad(path, number, `has ${line.length} characters`, `Keep lines below ${MAX_LINE}.`);
      if (line.trim() === "") continue;
      const fields = line.split(",").map((field) => field.trim().replace(/^"(.*)"$/, "$1"));
      if (timeIndex < 0) {
        [timeIndex, valueIndex] = [fields.indexOf(timeColumn), fields.indexOf(valueColumn)];
        if (timeIndex < 0 || valueIndex < 0) {
          bad(path, number, `has no columns "${timeColumn}" and "${valueColumn}"`, "Name the columns in the options.");
        }
        continue;
      }
      const [timestamp, value] = [secondsOf(fields[timeIndex] ?? ""), Number(fields[valueIndex] || "NaN")];
      if (!(timestamp > before)) bad(path, number, "does not follow the line before in time", "Sort by time.");
      if (!(value > 0 && value < Number.POSITIVE_INFINITY))
        bad(path, number, "has no value above 0", "Mend or drop it.");
      before = timestamp;
      yield { asset, timestamp, value };
    }
  } finally {
    lines.close();
    input.destroy();
  }
}

/** Numbers above 10¹¹ are milliseconds: as seconds they would lie after the year 5000. */
function secondsOf(text: string): number {
  const number = text === "" ? Number.NaN : Number(text);
  if (Number.isNaN(number)) return Date.parse(text) / 1000;
  return number > 1e11 ? number / 1000 : number;
}

function bad(path: string, line: number, what: string, remedy: string): never {
  throw new CodedError<FeedErrorData>(
    { code: "commodities/bad_feed", source: path },
    `Line ${line} of ${path} ${what}.`,
    { remedy },
  );
}
