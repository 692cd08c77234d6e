import type { TextCheck } from "@taostack/commodities";
import { text } from "@taostack/commodities";
import { type Running, sleep } from "@taostack/primitives";
import { type RoundModules, type RoundOptions, runRound } from "./competition/round.js";
import { chooseForChallenge } from "./miners/choose.js";
import type { KnownMiner } from "./miners/link.js";

export interface ChallengeLoopOptions extends RoundOptions {
  /** Between two rounds, on average. */
  readonly intervalMs: number;
  /** Miners asked in one round. */
  readonly sampleSize: number;
}

export interface ChallengeLoopModules extends RoundModules<TextCheck> {
  readonly miners: () => readonly KnownMiner[];
  /** Unpredictable to miners: challenges are made from it. */
  readonly random: () => number;
  readonly onRound: () => void;
}

export interface ChallengeLoop extends Running {
  /** Rounds since the start. */
  readonly rounds: number;
}

/** Challenges miners again and again, at times that cannot be foretold, until stopped. One round at a time: a late one delays the next. */
export function startChallengeLoop(options: ChallengeLoopOptions, modules: ChallengeLoopModules): ChallengeLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  let rounds = 0;

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      await sleep(options.intervalMs * (0.5 + modules.random()), signal);
      const chosen = chooseForChallenge(modules.miners(), options.sampleSize, modules.now(), modules.random);
      if (chosen.length === 0) continue;
      const { request, check } = text.createChallenge(modules.random);
      const result = await runRound(request, check, chosen, modules, options, signal);
      rounds += 1;
      modules.logger.debug("round judged", { ...result });
      modules.onRound();
    }
  }

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await loop().catch((error: unknown) => {
        if (!signal.aborted) modules.logger.error("round failed", { error });
      });
    }
  };
  const running = run();
  return {
    get rounds() {
      return rounds;
    },
    stop: async () => {
      stopping.abort(new Error("stopping"));
      await running;
    },
  };
}
