import { readFile } from "node:fs/promises";
import { replaceFile } from "@taostack/primitives/files";
import { Turns } from "../transactions/turns.js";
import { policyError } from "./errors.js";

/** What was spent in the last day. Amounts are rao, times milliseconds since 1970. */
export interface SpendLedger {
  spentSince(timeMs: number): Promise<bigint>;
  /** @param amount - Negative to take back what was not spent after all. */
  add(timeMs: number, amount: bigint): Promise<void>;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Sums by the minute; what is older than a day is forgotten. */
class Minutes {
  constructor(readonly sums: Map<number, bigint> = new Map()) {}

  add(timeMs: number, amount: bigint): void {
    const minute = Math.floor(timeMs / MINUTE_MS);
    for (const old of this.sums.keys()) if (old < minute - DAY_MINUTES) this.sums.delete(old);
    this.sums.set(minute, (this.sums.get(minute) ?? 0n) + amount);
  }

  since(timeMs: number): bigint {
    const from = Math.floor(timeMs / MINUTE_MS);
    return [...this.sums].reduce((total, [minute, sum]) => (minute >= from ? total + sum : total), 0n);
  }
}

/** Forgets everything with the process. */
export function createMemoryLedger(): SpendLedger {
  const minutes = new Minutes();
  return {
    spentSince: async (timeMs) => minutes.since(timeMs),
    add: async (timeMs, amount) => minutes.add(timeMs, amount),
  };
}

/** Keeps it in a file, so that the next process goes on with it. For one process at a time. @throws `policy/ledger_damaged`. */
export function createFileLedger(path: string): SpendLedger {
  const turns = new Turns();
  const inTurn = <T>(work: () => Promise<T>) => turns.take(path, work);
  return {
    spentSince: (timeMs) => inTurn(async () => (await load(path)).since(timeMs)),
    add: (timeMs, amount) =>
      inTurn(async () => {
        const minutes = await load(path);
        minutes.add(timeMs, amount);
        await save(path, minutes);
      }),
  };
}

async function load(path: string): Promise<Minutes> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, string>);
    return new Minutes(new Map(entries.map(([minute, sum]) => [Number(minute), BigInt(sum)])));
  } catch (cause) {
    throw policyError({ code: "policy/ledger_damaged", path }, `${path} is no ledger.`, {
      remedy: "Look at what was spent in the last day, and delete the file.",
      cause,
    });
  }
}

const save = (path: string, { sums }: Minutes): Promise<void> =>
  replaceFile(path, JSON.stringify(Object.fromEntries([...sums].map(([minute, sum]) => [minute, sum.toString()]))));
