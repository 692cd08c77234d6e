import type { Market, UnaryCommodity } from "@taostack/commodities";
import type { Judging } from "../judging.js";
import type { CallableMiner } from "../miners/link.js";
import type { AnswerStatus } from "./answer.js";
import { failureOf } from "./failure.js";
import type { RoundOptions, RoundResult } from "./round.js";

/** What became of one miner's call. */
interface Reply<A> {
  readonly miner: CallableMiner;
  readonly status: AnswerStatus;
  readonly totalMs: number;
  readonly answer?: A;
  readonly failure: string;
  readonly excused: boolean;
}

export type UnaryModules = Pick<Judging, "now" | "random" | "onVerdict" | "logger">;

/**
 * Asks several miners the same fresh challenge at once, waits for each within its time, and judges what came, one after the other.
 * What broke off by a miner's own fault counts as 0.
 */
export async function runUnaryRound<M extends Market>(
  commodity: UnaryCommodity<M>,
  reference: M["Model"],
  miners: readonly CallableMiner[],
  modules: UnaryModules,
  { timeoutMs }: RoundOptions,
  signal: AbortSignal,
): Promise<RoundResult> {
  signal.throwIfAborted();
  const { request, check } = commodity.createChallenge(modules.random);
  const ask = (miner: CallableMiner) =>
    receive(miner, () => miner.call((channel, left) => commodity.ask(channel, request, left), { signal, timeoutMs }));
  const replies = await Promise.all(miners.map((miner) => ask(miner)));
  const complete = replies.filter(({ status }) => status === "complete");
  const usualMs = complete.length > 1 ? middle(complete.map(({ totalMs }) => totalMs)) : undefined;
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

  async function receive(miner: CallableMiner, call: () => Promise<M["Answer"]>): Promise<Reply<M["Answer"]>> {
    const startedAt = modules.now();
    const elapsed = () => modules.now() - startedAt;
    try {
      const answer = await call();
      return { miner, status: "complete", totalMs: elapsed(), answer, failure: "", excused: false };
    } catch (error) {
      const { status, reason, excused } = failureOf(error);
      return { miner, status, totalMs: elapsed(), failure: reason, excused: excused || signal.aborted };
    }
  }

  async function verdictOn({ status, answer, totalMs, failure }: Reply<M["Answer"]>) {
    if (status !== "complete") return { score: 0, explanation: failure };
    const evidence = { request, ...(check === undefined ? {} : { check }), answer };
    const timing = commodity.timingOf(totalMs, usualMs);
    const { total, explanation } = await commodity.verifyAnswer(reference, { ...evidence, timing }, { signal });
    return { score: total, explanation };
  }
}

/** The median; of an even number, the lower of the two in the middle. */
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] as number;
