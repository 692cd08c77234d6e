import { sleep } from "../lifetime.js";

/** Below the time for most tests, so that the message says what was missing. */
const WITHIN_MS = 25_000;
const PAUSE_MS = 20;

/** Looks again and again until something is found; fails, saying what was awaited, when the time is up. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  withinMs: number = WITHIN_MS,
): Promise<T> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(PAUSE_MS);
  }
  throw new Error(`not within ${withinMs} ms: ${what}`);
}
