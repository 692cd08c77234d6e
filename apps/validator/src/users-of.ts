import type { UnaryCommodity, UnaryMarket } from "@taostack/commodities";
import type { UserMarket, UserRequest } from "./organic-unary.js";

/** A market whose requests users may send. */
export interface UnaryUserMarket extends UnaryMarket {
  Request: UserRequest;
}

/** A commodity as a desk sees it: an answer to a user is judged by the rules for challenges, with the validator's own in place of the truth. */
export function usersOf<M extends UnaryUserMarket>(
  commodity: UnaryCommodity<M>,
  reference: M["Model"],
  random: () => number,
): UserMarket<M["Request"], M["Answer"]> {
  return {
    model: reference.card.name,
    admit: (request) => commodity.admit?.(request, reference) ?? request,
    disguise: async (request, count) => {
      const dress = () => commodity.disguise(request, random);
      // Where challenges differ from miner to miner, users' requests must do so too.
      if (commodity.createChallenges) return Promise.all(Array.from({ length: count }, dress));
      return new Array<M["Request"]>(count).fill(await dress());
    },
    ask: (channel, request, options) => commodity.ask(channel, request, options),
    judge: async (request, answer, { totalMs, usualMs }, signal) => {
      const evidence = { request, answer, timing: commodity.timingOf(totalMs, usualMs) };
      const { total, explanation } = await commodity.verifyAnswer(reference, evidence, { signal });
      return { score: total, explanation };
    },
  };
}
