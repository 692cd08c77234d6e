import type { Random, Score } from "@taostack/commodities";
import { middle } from "../../../src/middle.js";
import type { Contest, Contestant, Examiner, ExaminerContext } from "../contest.js";
import { randomOf } from "../seeds.js";

/** What a miner is asked, and what it has to go by. */
export interface Ask<C, A> {
  readonly challenge: C;
  /** Its own numbers for this question. */
  readonly random: Random;
  /** The latest challenges of the same validator, newest last. */
  readonly earlier: readonly C[];
  /** What another miner answers to the question that it has now: for those who pass answers on. */
  readonly answerOf: (name: string) => Promise<A | undefined>;
}

export interface AnswerMiner<C, A> extends Contestant {
  /** `undefined` is silence. */
  answer(ask: Ask<C, A>): Promise<A | undefined>;
  /** When the answer is there, by the validator's clock, from the question on. Data, not waited for. */
  msOf(answer: A, random: Random): number;
}

/** An answer that is complete and in time. */
export interface TimedAnswer<A> {
  readonly answer: A;
  readonly ms: number;
}

/** One miner's answer in a round, as `Watch` of the commodities takes it. */
export interface Sighting<C, A> {
  readonly miner: string;
  readonly challenge: C;
  readonly answer: A;
  readonly totalMs: number;
}

/** Sees all rounds of one validator, for what no single answer shows: who keeps which part of its score. */
export interface Watch<C, A> {
  review(sightings: readonly Sighting<C, A>[]): ReadonlyMap<string, { readonly factor: number }>;
}

/** A market whose miners answer questions, one answer each. */
export interface AnswerMarket<C, A> extends Pick<Contest, "commodity" | "measure" | "challengesPerEpoch"> {
  readonly miners: readonly AnswerMiner<C, A>[];
  /** One for each miner; the same one for all where the market does not tell them apart. */
  createChallenges(random: Random, count: number): readonly C[];
  /** @param peers - Those who answered the same, itself included. */
  judge(challenge: C, timed: TimedAnswer<A>, peers: readonly TimedAnswer<A>[]): Promise<Score>;
  openWatch?(): Watch<C, A>;
  /** Nobody asks again about the round that is over. */
  endRound?(): void;
  dispose(): Promise<void>;
}

/** Longest answer that the program waits for. */
const TIMEOUT_MS = 30_000;
const KEPT_CHALLENGES = 16;

export const answerContest = <C, A>(market: AnswerMarket<C, A>): Contest => ({
  commodity: market.commodity,
  measure: market.measure,
  challengesPerEpoch: market.challengesPerEpoch,
  contestants: market.miners,
  openExaminer: (context) => openExaminer(market, context),
  dispose: () => market.dispose(),
});

function openExaminer<C, A>(market: AnswerMarket<C, A>, context: ExaminerContext): Examiner {
  const earlier: (readonly C[])[] = [];
  const watch = market.openWatch?.();
  return {
    async examine(epoch) {
      for (let turn = 0; turn < market.challengesPerEpoch; turn++) {
        const round = epoch * market.challengesPerEpoch + turn;
        const challenges = market.createChallenges(randomOf(context.seed, "challenge", round), market.miners.length);
        const answers = await askAll(market, challenges, earlier, (name) => randomOf(context.seed, round, name));
        await judgeAll(market, challenges, answers, { ...context, watch });
        earlier.push(challenges);
        earlier.splice(0, earlier.length - KEPT_CHALLENGES);
        market.endRound?.();
      }
    },
  };
}

async function askAll<C, A>(
  { miners }: AnswerMarket<C, A>,
  challenges: readonly C[],
  earlier: readonly (readonly C[])[],
  randomFor: (name: string) => Random,
): Promise<(TimedAnswer<A> | undefined)[]> {
  const answers = new Map<string, Promise<A | undefined>>();
  function answerOf(name: string): Promise<A | undefined> {
    const known = answers.get(name);
    if (known) return known;
    const at = miners.findIndex((miner) => miner.name === name);
    const random = randomFor(name);
    const before = earlier.map((views) => views[at]!);
    const answer = miners[at]!.answer({ challenge: challenges[at]!, random, earlier: before, answerOf });
    answers.set(name, answer);
    return answer;
  }
  return Promise.all(
    miners.map(async ({ name, msOf }) => {
      const answer = await answerOf(name);
      if (answer === undefined) return undefined;
      const ms = msOf(answer, randomFor(`${name} clock`));
      return ms <= TIMEOUT_MS ? { answer, ms } : undefined;
    }),
  );
}

interface JudgeContext<C, A> extends ExaminerContext {
  readonly watch: Watch<C, A> | undefined;
}

async function judgeAll<C, A>(
  market: AnswerMarket<C, A>,
  challenges: readonly C[],
  answers: readonly (TimedAnswer<A> | undefined)[],
  { scoreboard, hotkeys, watch }: JudgeContext<C, A>,
): Promise<void> {
  const peers = answers.filter((timed) => timed !== undefined);
  const sightings = answers.flatMap((timed, at) =>
    timed ? [{ miner: hotkeys[at]!, challenge: challenges[at]!, answer: timed.answer, totalMs: timed.ms }] : [],
  );
  const suspicions = watch?.review(sightings);
  for (const [at, timed] of answers.entries()) {
    const hotkey = hotkeys[at]!;
    if (timed === undefined) {
      scoreboard.record(hotkey, 0, "It did not answer in time.");
      continue;
    }
    const { total, explanation } = await market.judge(challenges[at]!, timed, peers);
    scoreboard.record(hotkey, total * (suspicions?.get(hotkey)?.factor ?? 1), explanation);
  }
}

/** As the program takes it: of an even number, the lower of the two in the middle. */
export const middleMs = (answers: readonly TimedAnswer<unknown>[]): number | undefined =>
  middle(answers.map(({ ms }) => ms));
