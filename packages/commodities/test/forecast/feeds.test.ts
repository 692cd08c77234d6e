import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseKlineEvent, parseKlines } from "../../src/forecast/feeds/klines.js";
import { csvFeed, exchangeFeed, type Tick } from "../../src/index.js";
import { startFakeExchange } from "./support/fake-exchange.js";

describe("the CSV feed", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "csv-feed-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function read(text: string, columns = {}): Promise<Tick[]> {
    const path = join(folder, "prices.csv");
    await writeFile(path, text);
    const ticks: Tick[] = [];
    for await (const tick of csvFeed({ path, asset: "A", stepSeconds: 60, ...columns }).ticks()) ticks.push(tick);
    return ticks;
  }

  it("reads seconds, milliseconds and dates", async () => {
    const text = 'open,"timestamp",close\n1,60,2.5\r\n1,120,"2.6"\n\n';
    expect(await read(text)).toEqual([
      { asset: "A", timestamp: 60, value: 2.5 },
      { asset: "A", timestamp: 120, value: 2.6 },
    ]);
    expect((await read("timestamp,close\n1700000000000,1"))[0]!.timestamp).toBe(1_700_000_000);
    const dated = await read("day,price\n2024-01-01T00:00:00Z,1", { timeColumn: "day", valueColumn: "price" });
    expect(dated[0]!.timestamp).toBe(1_704_067_200);
  });

  it.each([
    ["no such column", "a,b\n1,2", /Line 1 .*no columns "timestamp" and "close"/],
    ["no value", "timestamp,close\n1,\n", /Line 2 .*no value above 0/],
    ["no time", "timestamp,close\n,1\n", /Line 2 .*in time/],
    ["a step back", "timestamp,close\n2,1\n1,1", /Line 3 .*Sort|Line 3 .*time/],
    ["a value below 0", "timestamp,close\n2,-1", /Line 2 .*no value above 0/],
    ["an endless line", `timestamp,close\n2,${"1".repeat(5000)}`, /5002 characters/],
  ])("refuses %s", async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    await expect(read(text)).rejects.toMatchObject({ data: { code: "commodities/bad_feed" } });
  });
});

describe("klines", () => {
  it("are read only in their shape", () => {
    expect(parseKlines('[[1,"1","1","1","5.5","1",60]]')).toEqual([
      { openMs: 1, closeMs: 60, close: 5.5, isClosed: true },
    ]);
    for (const bad of ["", "{}", "[1]", '[[1,"1","1","1","x","1",60]]', '[["1","1","1","1","5","1",60]]']) {
      expect(parseKlines(bad)).toBeUndefined();
    }
    for (const bad of ["", "1", "null", '{"result":null}', '{"e":"kline","k":{}}', '{"e":"kline","k":null}']) {
      expect(parseKlineEvent(bad)).toBeUndefined();
    }
  });
});

describe("the exchange feed", () => {
  let exchange: Awaited<ReturnType<typeof startFakeExchange>>;
  let stop: AbortController;
  beforeEach(async () => {
    exchange = await startFakeExchange();
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    await exchange.stop();
  });

  const quick = { requestTimeoutMs: 500, firstRetryMs: 10, lastRetryMs: 40, maxFailures: 3, random: () => 0.5 };
  function follow(options = {}) {
    const { restUrl, streamUrl } = exchange;
    const feed = exchangeFeed({ restUrl, streamUrl, symbol: "TAOUSDT", interval: "1m", ...quick, ...options });
    const ticks = feed.ticks(stop.signal)[Symbol.asyncIterator]();
    const next = async (count: number) => {
      const values: number[] = [];
      while (values.length < count) values.push(((await ticks.next()).value as Tick).value);
      return values;
    };
    return { next, ticks };
  }

  it("begins with the past by REST and goes on with the stream", async () => {
    const connected = exchange.connected();
    const { next } = follow({ history: 4 });
    expect(await next(4)).toEqual([106, 107, 108, 109]);
    await connected;
    const more = next(2);
    exchange.sayRaw('{"result":null,"id":1}');
    exchange.close();
    exchange.close();
    expect(await more).toEqual([110, 111]);
    expect(exchange.requests).toContain("/ws/taousdt@kline_1m");
    expect(exchange.requests).toContain("/api/v3/klines?symbol=TAOUSDT&interval=1m&limit=4");
  });

  it("fetches what it missed while the stream was broken, and tells nothing twice", async () => {
    const connected = exchange.connected();
    const { next } = follow();
    await next(10);
    await connected;
    const again = exchange.connected();
    const missed = next(3);
    exchange.dropStreams();
    exchange.close(false);
    exchange.close(false);
    await again;
    exchange.close();
    expect(await missed).toEqual([110, 111, 112]);
  });

  it("asks REST for a candle that the stream skipped", async () => {
    const connected = exchange.connected();
    const { next } = follow();
    await next(10);
    await connected;
    const more = next(2);
    exchange.close(false);
    exchange.close();
    expect(await more).toEqual([110, 111]);
  });

  it("takes a silent stream for dead", async () => {
    const connected = exchange.connected();
    const { next } = follow({ silenceMs: 60 });
    await next(10);
    await connected;
    const again = exchange.connected();
    const more = next(1);
    await again;
    exchange.close();
    expect(await more).toEqual([110]);
  });

  const troubles: [string, NonNullable<typeof exchange.trouble.rest>, object][] = [
    ["refuses", (response) => response.writeHead(429).end(), {}],
    ["says something else", (response) => response.end('{"code":-1121}'), {}],
    // Longer than a busy machine takes to hear of a request.
    ["never answers", () => undefined, { requestTimeoutMs: 400 }],
    ["says far too much", (response) => response.end("[".repeat(100_000)), { maxBytes: 10_000 }],
  ];
  it.each(troubles)("gives up when REST %s, again and again", async (_, rest, options) => {
    exchange.trouble.rest = rest;
    const { ticks } = follow(options);
    await expect(ticks.next()).rejects.toMatchObject({ data: { code: "commodities/feed_failed" } });
    expect(exchange.requests.filter((url) => url.startsWith("/api"))).toHaveLength(3);
  });

  it("ends with its signal", async () => {
    const { next, ticks } = follow();
    await next(10);
    const end = ticks.next();
    stop.abort();
    expect(await end).toEqual({ done: true, value: undefined });
  });
});
