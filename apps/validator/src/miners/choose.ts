import { type Random, weightedSample } from "../sampling.js";
import type { KnownMiner } from "./link.js";

/** A chance that nobody falls below, so that newcomers and recovered miners are seen by users too. */
const LEAST_CHANCE = 0.02;

/**
 * For a user's request: mostly the miners that have shown the best answers, now and then another one. Miners that could not be
 * reached are taken only when no other is left.
 * @param standing - The moving average of a miner, 0 … 1.
 */
export function chooseForRequest<M extends KnownMiner>(
  miners: readonly M[],
  count: number,
  standing: (hotkey: string) => number,
  random: Random,
): M[] {
  const reachable = miners.filter((miner) => miner.reachable);
  const candidates = reachable.length > 0 ? reachable : miners;
  return weightedSample(candidates, ({ hotkey }) => LEAST_CHANCE + standing(hotkey) ** 2, count, random);
}

/** For a challenge: the longer a miner has not been asked, the likelier; who was never asked comes first. */
export function chooseForChallenge<M extends KnownMiner>(
  miners: readonly M[],
  count: number,
  nowMs: number,
  random: Random,
): M[] {
  return weightedSample(miners, ({ lastAskedMs }) => 1 + Math.max(0, nowMs - lastAskedMs), count, random);
}
