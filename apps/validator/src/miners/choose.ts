import { type Random, weightedSample } from "../sampling.js";
import type { MinerLink } from "./link.js";

export interface ChooseModules {
  readonly random: Random;
  /** The moving average of a miner, 0 … 1. */
  readonly standing: (hotkey: string) => number;
  /** When a miner was asked last, in milliseconds; 0 for never. */
  readonly lastAskedMs: (hotkey: string) => number;
  readonly now: () => number;
}

/** A chance that nobody falls below, so that newcomers and recovered miners are seen by users too. */
const LEAST_CHANCE = 0.02;

/** For a user's request: mostly the miners that have shown the best answers, now and then another one. */
export function chooseForRequest(
  miners: readonly MinerLink[],
  count: number,
  { random, standing }: ChooseModules,
): MinerLink[] {
  return weightedSample(miners, ({ hotkey }) => LEAST_CHANCE + standing(hotkey) ** 2, count, random);
}

/** For a challenge: the longer a miner has not been asked, the likelier; who was never asked comes first. */
export function chooseForChallenge(miners: readonly MinerLink[], count: number, modules: ChooseModules): MinerLink[] {
  const { random, lastAskedMs, now } = modules;
  return weightedSample(miners, ({ hotkey }) => 1 + Math.max(0, now() - lastAskedMs(hotkey)), count, random);
}
