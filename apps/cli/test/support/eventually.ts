import { sleep } from "@taostack/primitives";

/** Asks `look` again and again until it finds something; fails, saying what was awaited, when the time is up. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 45_000,
): Promise<T> {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`not within ${timeoutMs} ms: ${what}`);
}
