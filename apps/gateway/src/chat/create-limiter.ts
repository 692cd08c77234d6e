import { gatewayError } from "../errors.js";

export interface LimiterOptions {
  /** Per key; also how many may come at once after a pause. */
  readonly requestsPerMinute: number;
  /** Per key, at the same time. */
  readonly maxConcurrentPerKey: number;
  /** Over all keys, at the same time. */
  readonly maxConcurrent: number;
  /** Begins the sentences of refusals. "This key" by default. */
  readonly who?: string;
}

export interface Limiter {
  /**
   * Takes a place for one request; call what it returns once, when the request has ended.
   * @throws `gateway/rate_limited`, `gateway/too_many_at_once` or `gateway/overloaded`.
   */
  enter(keyId: string): () => void;
  readonly inFlight: number;
}

interface Bucket {
  /** Time saved up, at most a minute; each request spends its share of a minute. */
  creditMs: number;
  updatedAt: number;
  inFlight: number;
}

const MINUTE_MS = 60_000;
const MAX_BUCKETS = 10_000;

/** A token bucket and a count for each key. Idle keys whose bucket is full again are forgotten. */
export function createLimiter(options: LimiterOptions, now: () => number = Date.now): Limiter {
  const { requestsPerMinute, maxConcurrentPerKey, maxConcurrent, who = "This key" } = options;
  const buckets = new Map<string, Bucket>();
  const costMs = MINUTE_MS / requestsPerMinute;
  let inFlight = 0;

  const refill = (bucket: Bucket): void => {
    bucket.creditMs = Math.min(MINUTE_MS, bucket.creditMs + Math.max(0, now() - bucket.updatedAt));
    bucket.updatedAt = now();
  };
  const forgetIdle = (): void => {
    if (buckets.size < MAX_BUCKETS) return;
    for (const [keyId, bucket] of buckets) {
      refill(bucket);
      if (bucket.inFlight === 0 && bucket.creditMs === MINUTE_MS) buckets.delete(keyId);
    }
  };
  const bucketOf = (keyId: string): Bucket => {
    forgetIdle();
    const bucket = buckets.get(keyId) ?? { creditMs: MINUTE_MS, updatedAt: now(), inFlight: 0 };
    buckets.set(keyId, bucket);
    refill(bucket);
    return bucket;
  };

  return {
    enter(keyId) {
      const bucket = bucketOf(keyId);
      if (bucket.inFlight >= maxConcurrentPerKey) throw tooManyAtOnce(who, maxConcurrentPerKey);
      if (bucket.creditMs < costMs) throw rateLimited(who, requestsPerMinute, costMs - bucket.creditMs);
      if (inFlight >= maxConcurrent) throw overloaded();
      bucket.creditMs -= costMs;
      bucket.inFlight += 1;
      inFlight += 1;
      return () => {
        bucket.inFlight -= 1;
        inFlight -= 1;
      };
    },
    get inFlight() {
      return inFlight;
    },
  };
}

const rateLimited = (who: string, perMinute: number, retryAfterMs: number) =>
  gatewayError(
    { code: "gateway/rate_limited", retryAfterMs },
    `${who} has used its ${perMinute} requests of the last minute.`,
    { remedy: `Try again in ${Math.max(1, Math.ceil(retryAfterMs / 1_000))} s.` },
  );

const tooManyAtOnce = (who: string, limit: number) =>
  gatewayError({ code: "gateway/too_many_at_once", limit }, `${who} has ${limit} requests running already.`, {
    remedy: "Wait until one of them has ended.",
  });

const overloaded = () =>
  gatewayError({ code: "gateway/overloaded" }, "The gateway is answering as many requests as it can.", {
    remedy: "Try again in a moment.",
  });
