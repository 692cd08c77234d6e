import { sleep } from "@taostack/primitives";

/** Looks again and again until something is found; fails, saying what was awaited, when the time is up. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`not within 15 s: ${what}`);
}
