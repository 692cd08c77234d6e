import type { MinerOutcome } from "@taostack/protocol";

/** What the pages show of an answer: who competed and who won; never what was asked or said. */
export interface RecentAnswer {
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly model: string;
  readonly validatorHotkey: string;
  readonly winnerHotkey: string | undefined;
  readonly completionTokens: number;
  readonly firstTokenMs: number | undefined;
  readonly totalMs: number;
  readonly outcome: string;
  readonly miners: readonly MinerOutcome[];
}

export interface RecentAnswers {
  add(answer: RecentAnswer): void;
  /** Newest first. */
  list(limit: number): RecentAnswer[];
  /** Since the start. */
  readonly total: number;
  /** Of the last minute; the count stops at what is kept. */
  lastMinute(now?: number): { readonly count: number; readonly medianMs: number | undefined };
}

/** Keeps the last `capacity` answers in memory. */
export function createRecentAnswers(capacity = 500): RecentAnswers {
  const answers: RecentAnswer[] = [];
  let total = 0;
  return {
    add(answer) {
      answers.push(answer);
      if (answers.length > capacity) answers.shift();
      total += 1;
    },
    list: (limit) => answers.slice(-Math.max(1, limit)).reverse(),
    get total() {
      return total;
    },
    lastMinute(now = Date.now()) {
      const times = answers.filter(({ at }) => at > now - 60_000).map(({ totalMs }) => totalMs);
      times.sort((a, b) => a - b);
      return { count: times.length, medianMs: times[Math.floor((times.length - 1) / 2)] };
    },
  };
}
