/** One value of one asset. */
export interface Tick {
  readonly asset: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly value: number;
  /** What kind of market made it, where that is known: in simulations. */
  readonly regime?: string | undefined;
  /** When it came to be known, milliseconds since 1970: of feeds that go with the world's clock. */
  readonly knownMs?: number | undefined;
}

/** Where values come from. Ticks of one feed are `stepSeconds` apart; a gap is a gap in the timestamps. */
export interface Feed {
  readonly asset: string;
  readonly stepSeconds: number;
  /** Ends with the data, or with the signal. */
  ticks(signal?: AbortSignal): AsyncIterable<Tick>;
}

export interface FeedErrorData {
  readonly code: "commodities/bad_feed" | "commodities/feed_failed";
  readonly source: string;
}
