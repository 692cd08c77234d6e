import { type Reward, rewardsOf } from "@taostack/commodities";
import type { JudgedRound } from "./round-log.js";

export interface PayOptions {
  readonly window: number;
  readonly minAnswers: number;
  /** From a forecast's begin to its last horizon. */
  readonly spanMs: number;
  /** Power of the scores in the weights. */
  readonly sharpness: number;
}

export interface Pay extends Reward {
  /** 0 … 1: raised to the power that weights raise it to, it is in proportion to the share. */
  readonly score: number;
}

/** What each miner earns by the rounds that count. Pure. */
export function payOf(
  rounds: readonly JudgedRound[],
  hotkeys: ReadonlySet<string>,
  { window, minAnswers, spanMs, sharpness }: PayOptions,
): ReadonlyMap<string, Pay> {
  const rewards = rewardsOf(rounds, { window, minAnswers, hotkeys, overlap: overlapOf(rounds, spanMs) });
  const best = Math.max(0, ...rewards.map(({ share }) => share));
  return new Map(
    rewards.map((reward) => [
      reward.hotkey,
      { ...reward, score: best === 0 ? 0 : (reward.share / best) ** (1 / sharpness) },
    ]),
  );
}

/** Rounds that begin before an earlier one's outcome is known. */
function overlapOf(rounds: readonly JudgedRound[], spanMs: number): number {
  if (rounds.length < 2) return 1;
  const gapMs = (rounds.at(-1)!.openedMs - rounds[0]!.openedMs) / (rounds.length - 1);
  return Math.max(1, Math.ceil(Math.min(spanMs / Math.max(1, gapMs), rounds.length / 4)));
}
