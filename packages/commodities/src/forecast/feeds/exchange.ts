import { CodedError, sleep } from "@taostack/primitives";
import type { Feed, FeedErrorData, Tick } from "./feed.js";
import { openKlineStream } from "./kline-stream.js";
import { type Kline, klineTick, parseKlineEvent, parseKlines } from "./klines.js";

export interface ExchangeFeedOptions {
  /** `https://api.example.com`; `/api/v3/klines?symbol=…&interval=…&limit=…` is asked there. */
  readonly restUrl: string;
  /** `wss://stream.example.com:9443`; `/ws/<symbol>@kline_<interval>` is listened to there. */
  readonly streamUrl: string;
  /** As the exchange spells it: `BTCUSDT`. */
  readonly symbol: string;
  readonly interval: "1m" | "5m" | "15m" | "1h";
  /** Candles to begin with. */
  readonly history?: number;
  /** For one REST request. */
  readonly requestTimeoutMs?: number;
  /** A stream that says nothing for so long counts as dead. */
  readonly silenceMs?: number;
  readonly maxBytes?: number;
  /** Wait before connecting again: doubles from the first to the last, times a random number from ½ to 1. */
  readonly firstRetryMs?: number;
  readonly lastRetryMs?: number;
  /** Failures in a row after which it gives up. */
  readonly maxFailures?: number;
  /** Numbers in [0, 1) for the jitter. */
  readonly random?: () => number;
}

const secondsOf = { "1m": 60, "5m": 300, "15m": 900, "1h": 3600 } as const;
const defaults = {
  history: 500,
  requestTimeoutMs: 10_000,
  silenceMs: 60_000,
  maxBytes: 2_000_000,
  firstRetryMs: 500,
  lastRetryMs: 30_000,
  maxFailures: 10,
  random: Math.random,
};
type Settings = ExchangeFeedOptions & typeof defaults;

/**
 * Closed candles of a public exchange: the latest by REST, then each one as the stream closes it. After a break it asks REST for what it
 * missed, so that no tick is lost or told twice.
 * @throws `commodities/feed_failed` after `maxFailures` in a row.
 */
export function exchangeFeed(options: ExchangeFeedOptions): Feed {
  const settings: Settings = { ...defaults, ...options };
  return {
    asset: options.symbol,
    stepSeconds: secondsOf[options.interval],
    ticks: (signal) => followKlines(settings, signal),
  };
}

async function* followKlines(settings: Settings, signal?: AbortSignal): AsyncGenerator<Tick, void, undefined> {
  const stepSeconds = secondsOf[settings.interval];
  let lastOpenMs = -1;
  let failures = 0;
  const fresh = (kline: Kline): boolean => kline.isClosed && kline.openMs > lastOpenMs;
  while (!signal?.aborted) {
    // Opened before REST is asked, so that nothing falls between the two.
    const stream = openKlineStream(streamUrlOf(settings), settings);
    try {
      for (const kline of await fetchKlines(settings, lastOpenMs, signal)) {
        if (!fresh(kline)) continue;
        lastOpenMs = kline.openMs;
        yield klineTick(settings.symbol, stepSeconds, kline);
      }
      for await (const text of stream.messages(signal)) {
        const kline = parseKlineEvent(text);
        if (!kline) continue; // answers to subscriptions and the like
        failures = 0;
        // A candle that the stream skipped: REST has it.
        if (fresh(kline) && lastOpenMs >= 0 && kline.openMs > lastOpenMs + 1000 * stepSeconds) break;
        if (!fresh(kline)) continue;
        lastOpenMs = kline.openMs;
        yield klineTick(settings.symbol, stepSeconds, kline);
      }
    } catch (error) {
      if (signal?.aborted) return;
      failures++;
      if (failures >= settings.maxFailures) throw feedFailed(settings, error);
    } finally {
      stream.close();
    }
    const wait = Math.min(settings.lastRetryMs, settings.firstRetryMs * 2 ** failures);
    await sleep(wait * (0.5 + 0.5 * settings.random()), signal).catch(() => undefined);
  }
}

const streamUrlOf = ({ streamUrl, symbol, interval }: Settings): string =>
  `${streamUrl}/ws/${symbol.toLowerCase()}@kline_${interval}`;

async function fetchKlines(settings: Settings, lastOpenMs: number, signal?: AbortSignal): Promise<Kline[]> {
  const { restUrl, symbol, interval, history, requestTimeoutMs, maxBytes } = settings;
  const url = new URL(`${restUrl}/api/v3/klines`);
  url.search = new URLSearchParams({ symbol, interval, limit: String(history) }).toString();
  if (lastOpenMs >= 0) url.searchParams.set("startTime", String(lastOpenMs + 1));
  const deadline = AbortSignal.timeout(requestTimeoutMs);
  const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, deadline]) : deadline });
  if (!response.ok) throw new Error(`${url.origin} answers ${response.status}`);
  const klines = parseKlines(await readBounded(response, maxBytes));
  if (!klines) throw new Error(`${url.origin} does not answer with klines`);
  // The last candle is still open.
  return klines.filter(({ closeMs }) => closeMs < serverTime(response)).sort((a, b) => a.openMs - b.openMs);
}

/** By the exchange's own clock where it tells. */
function serverTime(response: Response): number {
  const told = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(told) ? Date.now() : told;
}

async function readBounded(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`the response has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const feedFailed = ({ restUrl, maxFailures }: Settings, cause: unknown) =>
  new CodedError<FeedErrorData>(
    { code: "commodities/feed_failed", source: restUrl },
    `The exchange at ${restUrl} failed ${maxFailures} times in a row.`,
    { remedy: "Check the address, the symbol and the connection.", cause },
  );
