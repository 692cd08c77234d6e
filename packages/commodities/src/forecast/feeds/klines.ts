import type { Tick } from "./feed.js";

/** One candle: its begin and end in milliseconds, its closing price, and whether it is complete. */
export interface Kline {
  readonly openMs: number;
  readonly closeMs: number;
  readonly close: number;
  readonly isClosed: boolean;
}

const isPrice = (value: number): boolean => value > 0 && value < Number.POSITIVE_INFINITY;
const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * The REST shape that public exchanges share (`GET /api/v3/klines` of Binance and others): an array of arrays
 * `[openTime, open, high, low, close, volume, closeTime, …]`, times in milliseconds, prices as texts.
 * `undefined` if the text is not that.
 */
export function parseKlines(text: string): Kline[] | undefined {
  const rows = parseJson(text);
  if (!Array.isArray(rows)) return undefined;
  const klines = rows.map((row: unknown) => {
    if (!Array.isArray(row) || !isTime(row[0]) || !isTime(row[6])) return undefined;
    const close = Number(row[4]);
    return isPrice(close) ? { openMs: row[0], closeMs: row[6], close, isClosed: true } : undefined;
  });
  return klines.every((kline) => kline !== undefined) ? klines : undefined;
}

/** The stream's shape: `{ "e": "kline", "s": symbol, "k": { "t": openTime, "T": closeTime, "c": close, "x": isClosed, … } }`. */
export function parseKlineEvent(text: string): Kline | undefined {
  const event = parseJson(text);
  if (typeof event !== "object" || event === null || !("e" in event) || event.e !== "kline" || !("k" in event)) {
    return undefined;
  }
  const { k } = event;
  if (typeof k !== "object" || k === null || !("t" in k) || !("T" in k) || !("c" in k) || !("x" in k)) return undefined;
  const close = Number(k.c);
  if (!isTime(k.t) || !isTime(k.T) || typeof k.x !== "boolean" || !isPrice(close)) return undefined;
  return { openMs: k.t, closeMs: k.T, close, isClosed: k.x };
}

/** A closed candle is a value at its end. */
export const klineTick = (asset: string, stepSeconds: number, { openMs, close }: Kline): Tick => ({
  asset,
  timestamp: openMs / 1000 + stepSeconds,
  value: close,
  knownMs: openMs + 1000 * stepSeconds,
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
