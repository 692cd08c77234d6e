import type { TextRequest } from "@taostack/protocol";
import type { Answer } from "./answer.js";
import type { Judge } from "./judge.js";
import type { Pulse } from "./pulse.js";

export interface ElectOptions {
  /** Tokens of each answer that are looked at before one is chosen. */
  readonly openingTokens: number;
  /** How long the first answer with a whole opening waits for the others. */
  readonly openingWaitMs: number;
}

export interface ElectModules {
  readonly judge: Judge;
  readonly pulse: Pulse;
  readonly now: () => number;
  /** The moving average of a miner, 0 … 1. */
  readonly standing: (hotkey: string) => number;
}

/**
 * Chooses the answer to stream: the one whose opening the reference model finds most believable, weighed by what its miner has
 * shown before. Waits for slower miners only a moment, so that the first token comes soon. `undefined` when no answer has a token
 * and none can still get one.
 */
export async function electLeader(
  request: TextRequest,
  answers: readonly Answer[],
  modules: ElectModules,
  options: ElectOptions,
): Promise<Answer | undefined> {
  const candidates = await openings(answers, modules, options);
  const merits = await Promise.all(
    candidates.map(async (answer) => ({
      answer,
      merit:
        (await modules.judge.opening(request, answer.tokens.slice(0, options.openingTokens))) *
        (0.5 + modules.standing(answer.miner.hotkey)),
    })),
  );
  return merits.sort((a, b) => b.merit - a.merit)[0]?.answer;
}

const isUsable = (answer: Answer): boolean => answer.status === "complete" || answer.status === "running";

async function openings(answers: readonly Answer[], modules: ElectModules, options: ElectOptions): Promise<Answer[]> {
  const hasOpening = (answer: Answer) => answer.status === "complete" || answer.tokens.length >= options.openingTokens;
  let firstAt: number | undefined;
  for (;;) {
    const usable = answers.filter(isUsable);
    if (usable.length === 0) return [];
    if (usable.some(hasOpening)) firstAt ??= modules.now();
    const left = firstAt === undefined ? Number.POSITIVE_INFINITY : firstAt + options.openingWaitMs - modules.now();
    if (usable.every(hasOpening) || left <= 0) return usable.filter((answer) => answer.tokens.length > 0);
    // Each answer ends by its own timeout, which wakes this wait; the bound only re-reads the clock.
    await modules.pulse.wait(Math.min(left, 1_000));
  }
}
