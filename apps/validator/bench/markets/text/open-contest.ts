import {
  answerText,
  createTextChallenge,
  msPerToken,
  sentenceChrf,
  type TextAnswer,
  type TextChallenge,
  text,
  usualMsPerToken,
} from "@taostack/commodities";
import { type AnswerMarket, answerContest, type TimedAnswer } from "../answers/answer-contest.js";
import type { Contest, ContestOptions } from "../contest.js";
import { randomOf } from "../seeds.js";
import { cheats, type HonestText, honestMiners, limits, type TextMiner, type TextModels } from "./miners.js";
import { openReference, type Reference, serveModel } from "./models.js";

const CHALLENGES_PER_EPOCH = 6;
const HELD_OUT = 100;

export async function openTextContest({ seed, heldOut = HELD_OUT }: ContestOptions): Promise<Contest> {
  const [full, int8, mini, reference] = await Promise.all([
    serveModel("tao-text", "fp32"),
    serveModel("tao-text", "q8"),
    serveModel("tao-text-mini", "fp32"),
    openReference(),
  ]);
  const models: TextModels = { full, int8, mini, reference: reference.model };
  const ranked = await measured(honestMiners(models), models, { seed, heldOut });
  const market: AnswerMarket<TextChallenge, TextAnswer> = {
    commodity: text.name,
    measure: "chrF++ of held-out answers with those of the fp32 model; then milliseconds a token",
    challengesPerEpoch: CHALLENGES_PER_EPOCH,
    miners: [...ranked, ...limits(), ...cheats(models)],
    createChallenges: (random, count) => new Array<TextChallenge>(count).fill(createTextChallenge(random)),
    judge: (challenge, timed, peers) => judge(reference, challenge, timed, peers),
    endRound() {
      for (const { answer } of [full, int8, mini]) answer.forget();
      reference.forget();
    },
    dispose: async () => void (await Promise.all([full, int8, mini, reference.model].map((model) => model.dispose()))),
  };
  return answerContest(market);
}

/** As the program times answers: beside the others' middle. */
function judge(
  { model }: Reference,
  challenge: TextChallenge,
  timed: TimedAnswer<TextAnswer>,
  peers: readonly TimedAnswer<TextAnswer>[],
) {
  const others = peers.filter((peer) => peer !== timed);
  const clock = (ms: number) => ({ firstTokenMs: 0, totalMs: ms });
  const usual = usualMsPerToken(others.map(({ ms, answer }) => msPerToken(clock(ms), answer.tokens.length)));
  const timing = { ...clock(timed.ms), ...(usual === undefined ? {} : { usualMsPerToken: usual }) };
  return text.verifyAnswer(model, { ...challenge, answer: timed.answer, timing });
}

/** What a user gets: answers that read as the reference's do, where there are any. */
async function measured(
  miners: readonly HonestText[],
  { full }: TextModels,
  { seed, heldOut }: Required<ContestOptions>,
): Promise<TextMiner[]> {
  const likeness = new Map(miners.map(({ model }) => [model, 0]));
  for (let index = 0; index < heldOut; index++) {
    const { request } = createTextChallenge(randomOf(seed, "text held out", index));
    const wanted = answerText(await full.answer(request));
    for (const [model, sum] of likeness) {
      const like = sentenceChrf(answerText(await model.answer(request)), [wanted]);
      likeness.set(model, sum + like / heldOut);
    }
  }
  for (const { answer } of likeness.keys()) answer.forget();
  return miners.map(({ model, msPerToken: ms, failing, ...miner }) => ({
    ...miner,
    quality: { measure: likeness.get(model)! * (1 - failing), ms },
  }));
}
