import type { Challenge, Market, UnaryCommodity, Watch } from "@taostack/commodities";
import type { Judging } from "../judging.js";
import type { CallableMiner } from "../miners/link.js";
import type { AnswerStatus } from "./answer.js";
import { failureOf } from "./failure.js";
import type { Verdict } from "./judge.js";
import type { RoundOptions, RoundResult } from "./round.js";

/** What became of one miner's call. */
interface Reply<M extends Market> {
  readonly miner: CallableMiner;
  readonly challenge: Challenge<M["Request"], M["Check"]>;
  readonly status: AnswerStatus;
  readonly totalMs: number;
  readonly answer?: M["Answer"];
  readonly failure: string;
  readonly excused: boolean;
}

export interface UnaryModules<M extends Market> extends Pick<Judging, "now" | "random" | "onVerdict" | "logger"> {
  readonly watch: Watch<M> | undefined;
}

/**
 * Asks several miners the same fresh challenge at once, or each a version of its own, waits for each within its time, and judges what
 * came, one after the other. What broke off by a miner's own fault counts as 0.
 */
export async function runUnaryRound<M extends Market>(
  commodity: UnaryCommodity<M>,
  reference: M["Model"],
  miners: readonly CallableMiner[],
  modules: UnaryModules<M>,
  { timeoutMs }: RoundOptions,
  signal: AbortSignal,
): Promise<RoundResult> {
  signal.throwIfAborted();
  const challenges = challengesFor(commodity, miners.length, modules.random);
  const replies = await Promise.all(miners.map((miner, index) => receive(miner, challenges[index]!)));
  const complete = replies.filter(({ status }) => status === "complete");
  const usualMs = complete.length > 1 ? middle(complete.map(({ totalMs }) => totalMs)) : undefined;
  const suspicions = modules.watch?.review(
    complete.map(({ miner, challenge, answer, totalMs }) => ({ miner: miner.hotkey, challenge, answer, totalMs })),
  );
  let judged = 0;
  for (const reply of replies) {
    signal.throwIfAborted();
    if (reply.excused) continue;
    try {
      modules.onVerdict(reply, await verdictOn(reply));
      judged += 1;
    } catch (error) {
      signal.throwIfAborted();
      modules.logger.warn("an answer could not be judged", { hotkey: reply.miner.hotkey });
      modules.logger.debug("the judge failed", { error });
    }
  }
  return { asked: replies.length, answered: complete.length, judged };

  async function receive(miner: CallableMiner, challenge: Reply<M>["challenge"]): Promise<Reply<M>> {
    const startedAt = modules.now();
    const elapsed = () => modules.now() - startedAt;
    const whose = { miner, challenge };
    try {
      const options = { signal, timeoutMs };
      const answer = await miner.call((channel, left) => commodity.ask(channel, challenge.request, left), options);
      return { ...whose, status: "complete", totalMs: elapsed(), answer, failure: "", excused: false };
    } catch (error) {
      const { status, reason, excused } = failureOf(error);
      return { ...whose, status, totalMs: elapsed(), failure: reason, excused: excused || signal.aborted };
    }
  }

  async function verdictOn({ miner, challenge, status, answer, totalMs, failure }: Reply<M>): Promise<Verdict> {
    if (status !== "complete") return { score: 0, explanation: failure };
    const timing = commodity.timingOf(totalMs, usualMs);
    const { total, explanation } = await commodity.verifyAnswer(
      reference,
      { ...challenge, answer, timing },
      { signal },
    );
    const suspicion = suspicions?.get(miner.hotkey);
    if (suspicion === undefined) return { score: total, explanation };
    return { score: total * suspicion.factor, explanation: `${explanation} ${suspicion.explanation}` };
  }
}

/** One challenge for each of `count` miners. */
function challengesFor<M extends Market>(
  commodity: UnaryCommodity<M>,
  count: number,
  random: () => number,
): readonly Challenge<M["Request"], M["Check"]>[] {
  if (commodity.createChallenges) return commodity.createChallenges(random, count);
  const challenge = commodity.createChallenge(random);
  return Array.from({ length: count }, () => challenge);
}

/** The median; of an even number, the lower of the two in the middle. */
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] as number;
