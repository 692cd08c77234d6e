import { type Logger, type Running, sleep } from "@taostack/primitives";
import type { RoundResult } from "./competition/round.js";
import { chooseForChallenge } from "./miners/choose.js";
import type { CallableMiner } from "./miners/link.js";

export interface ChallengeLoopOptions {
  /** Between two rounds, on average. */
  readonly intervalMs: number;
  /** Miners asked in one round. */
  readonly sampleSize: number;
}

export interface ChallengeLoopModules {
  readonly miners: () => readonly CallableMiner[];
  readonly random: () => number;
  readonly now: () => number;
  /** Sets a challenge and judges the answers, by the market's rules. */
  readonly examine: (miners: readonly CallableMiner[], signal: AbortSignal) => Promise<RoundResult>;
  readonly logger: Logger;
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
      const result = await modules.examine(chosen, signal);
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
