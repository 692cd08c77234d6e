import { sleep } from "@taostack/primitives";

/** Below the time for a test, so that the message says what was missing. */
const WITHIN_MS = 25_000;

/** Looks again and again until something is found; fails, saying what was awaited, when the time is up. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const until = Date.now() + WITHIN_MS;
  while (Date.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`not within ${WITHIN_MS} ms: ${what}`);
}
