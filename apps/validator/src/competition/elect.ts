import type { TextRequest } from "@taostack/protocol";
import type { Answer } from "./answer.js";
import type { Judge } from "./judge.js";
import type { Pulse } from "./pulse.js";

export interface ElectOptions {
  /** Tokens of each answer that are looked at before one is chosen. */
  readonly openingTokens: number;
  /** How long the first answer with a whole opening waits for the others. */
  readonly openingWaitMs: number;
  /** How long it waits if no opening so far is believable: an answer is not better for being there first. */
  readonly doubtWaitMs: number;
}

export interface ElectModules {
  readonly judge: Judge;
  readonly pulse: Pulse;
  readonly now: () => number;
  /** The moving average of a miner, 0 … 1. */
  readonly standing: (hotkey: string) => number;
}

/**
 * Below this the reference model would hardly have written an opening: 1.5 nats off in the mean. Of 60 openings of tao-text, none
 * was below, nor of its quantised weights; of a model half as deep, one in five.
 */
const BELIEVABLE = 0.22;

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
  const wait = waitForOpenings(answers, modules, options);
  const candidates = await wait(options.openingWaitMs);
  const first = await best(request, candidates, modules, options);
  if (first === undefined || first.belief >= BELIEVABLE) return first?.answer;
  const more = await wait(options.doubtWaitMs);
  const isNew = more.some((answer) => !candidates.includes(answer)) || !more.includes(first.answer);
  return isNew ? (await best(request, more, modules, options))?.answer : first.answer;
}

interface Candidate {
  readonly answer: Answer;
  readonly belief: number;
}

async function best(
  request: TextRequest,
  answers: readonly Answer[],
  { judge, standing }: ElectModules,
  { openingTokens }: ElectOptions,
): Promise<Candidate | undefined> {
  const candidates = await Promise.all(
    answers.map(async (answer) => {
      const opening = answer.tokens.slice(0, openingTokens);
      // Where the reference is too busy to look, what the miner has shown before decides alone.
      const belief = await judge.opening(request, opening).catch(() => 1);
      return { answer, belief, merit: belief * (0.5 + standing(answer.miner.hotkey)) };
    }),
  );
  return candidates.sort((a, b) => b.merit - a.merit)[0];
}

/** Running, or complete with something in it. */
const isUsable = ({ status, tokens }: Answer): boolean =>
  status === "running" || (status === "complete" && tokens.length > 0);

/** Makes the function that waits until every answer has its opening, or until so long after the first one had. */
function waitForOpenings(answers: readonly Answer[], { pulse, now }: ElectModules, { openingTokens }: ElectOptions) {
  const hasOpening = (answer: Answer) => answer.status === "complete" || answer.tokens.length >= openingTokens;
  let firstAt: number | undefined;
  return async (patienceMs: number): Promise<Answer[]> => {
    for (;;) {
      const usable = answers.filter(isUsable);
      if (usable.some(hasOpening)) firstAt ??= now();
      const left = firstAt === undefined ? Number.POSITIVE_INFINITY : firstAt + patienceMs - now();
      const begun = usable.filter(({ tokens }) => tokens.length > 0);
      if (usable.every(hasOpening) || (left <= 0 && begun.length > 0)) return begun;
      // Each answer ends by its own timeout, which wakes this wait; the bound only re-reads the clock.
      await pulse.wait(left > 0 ? Math.min(left, 1_000) : 1_000);
    }
  };
}
