import { webcrypto } from "node:crypto";

/** Where a function that is to be pure may not look: each as its holder and name. */
const sources: readonly (readonly [holder: object, name: string, shown: string])[] = [
  [Math, "random", "Math.random"],
  [Date, "now", "Date.now"],
  [performance, "now", "performance.now"],
  [webcrypto, "getRandomValues", "crypto.getRandomValues"],
  [webcrypto, "randomUUID", "crypto.randomUUID"],
];

/** Runs `work`, which is synchronous, and names the clocks and random sources that it read. */
export function ambientReads(work: () => void): string[] {
  const read = new Set<string>();
  const originals = sources.map(([holder, name, shown]) => {
    const own = Object.getOwnPropertyDescriptor(holder, name);
    const original = Reflect.get(holder, name) as (...args: unknown[]) => unknown;
    const value = (...args: unknown[]) => {
      read.add(shown);
      return original.apply(holder, args);
    };
    Object.defineProperty(holder, name, { value, configurable: true, writable: true });
    return () => (own ? Object.defineProperty(holder, name, own) : Reflect.deleteProperty(holder, name));
  });
  try {
    work();
  } finally {
    for (const restore of originals) restore();
  }
  return [...read];
}
