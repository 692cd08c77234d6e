import type { Challenge, UnaryCommodity, UnaryMarket, Watch } from "@taostack/commodities";
import type { NeuronChannel } from "@taostack/protocol";
import type { Judging } from "../judging.js";
import { middle } from "../middle.js";
import type { AskOptions, CallableMiner } from "../miners/link.js";
import { callMiner, type Reply } from "./call-miner.js";
import type { RoundOptions, RoundResult } from "./round.js";

/** What became of one miner's challenge. */
interface Attempt<M extends UnaryMarket> extends Reply<M["Answer"]> {
  readonly challenge: ChallengeOf<M>;
}

type ChallengeOf<M extends UnaryMarket> = Challenge<M["Request"], M["Check"]>;

export interface UnaryModules<M extends UnaryMarket> extends Pick<Judging, "now" | "random" | "onVerdict" | "logger"> {
  readonly watch: Watch<M> | undefined;
}

/**
 * Asks several miners the same fresh challenge at once, dressed for each of them where the market knows how, waits for each within its
 * time, and judges what came, one after the other.
 * What broke off by a miner's own fault counts as 0.
 */
export async function runUnaryRound<M extends UnaryMarket>(
  commodity: UnaryCommodity<M>,
  reference: M["Model"],
  miners: readonly CallableMiner[],
  modules: UnaryModules<M>,
  { timeoutMs }: RoundOptions,
  signal: AbortSignal,
): Promise<RoundResult> {
  signal.throwIfAborted();
  const challenges = challengesFor(commodity, modules.random, miners.length);
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

  async function receive(miner: CallableMiner, challenge: ChallengeOf<M>): Promise<Attempt<M>> {
    const ask = (channel: NeuronChannel, left: AskOptions) => commodity.ask(channel, challenge.request, left);
    return { ...(await callMiner<M["Answer"]>(miner, ask, { signal, timeoutMs }, modules.now)), challenge };
  }

  async function verdictOn({ miner, challenge, status, answer, totalMs, failure }: Attempt<M>) {
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

function challengesFor<M extends UnaryMarket>(
  commodity: UnaryCommodity<M>,
  random: () => number,
  count: number,
): readonly ChallengeOf<M>[] {
  if (commodity.createChallenges) return commodity.createChallenges(random, count);
  return new Array<ChallengeOf<M>>(count).fill(commodity.createChallenge(random));
}
