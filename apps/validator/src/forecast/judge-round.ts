import { type ForecastCheck, type RoundEntry, roundEntry, scoreForecast } from "@taostack/commodities";
import type { Shown } from "./gather-reveals.js";
import type { OpenRound } from "./open-round.js";

/** One miner's part of a round that is over. */
export interface JudgedEntry {
  readonly hotkey: string;
  readonly entry: RoundEntry;
  /** The judgement of this one forecast in words. */
  readonly explanation: string;
}

/** Judges everyone who was asked, but for those who are excused. Pure. */
export function judgeRound(
  { request, asked, commits }: OpenRound,
  outcomes: readonly (readonly number[])[],
  shown: ReadonlyMap<string, Shown>,
): JudgedEntry[] {
  const check: ForecastCheck = { outcomes };
  return Object.entries(asked).flatMap(([hotkey, reason]) => {
    if (reason !== "") return [{ hotkey, entry: {}, explanation: reason }];
    const found = shown.get(hotkey);
    if (!found) return [];
    if (found.status === undefined) return [{ hotkey, entry: {}, explanation: found.reason }];
    const { status, answer } = found;
    const mine = { ...request, minerHotkey: hotkey };
    const score = scoreForecast({
      challenge: { request: mine, check },
      answer,
      reference: null,
      timing: { status },
    });
    const entry = roundEntry(mine, answer, score, commits[hotkey]?.receivedMs);
    return [{ hotkey, entry, explanation: score.explanation }];
  });
}
