import {
  corpusChrf,
  createTranslationChallenge,
  scoreTranslation,
  type TranslationChallenge,
  translation,
} from "@taostack/commodities";
import type { TranslationResponse } from "@taostack/protocol";
import { type AnswerMarket, answerContest, middleMs } from "../answers/answer-contest.js";
import type { Contest, ContestOptions } from "../contest.js";
import { randomOf } from "../seeds.js";
import { cheats, type HonestTranslator, honestMiners, limits, type TranslationMiner } from "./miners.js";
import { serveTranslator } from "./models.js";
import { wordsByLanguage } from "./words.js";

const CHALLENGES_PER_EPOCH = 4;
const HELD_OUT = 60;

export async function openTranslationContest({ seed, heldOut = HELD_OUT }: ContestOptions): Promise<Contest> {
  const [full, small, mini] = await Promise.all(
    ["tao-translate", "tao-translate-small", "tao-translate-mini"].map((name) => serveTranslator(name)),
  );
  const tools = { full: full!, small: small!, mini: mini!, words: wordsByLanguage() };
  const models = [tools.full, tools.small, tools.mini];
  const ranked = await measured(honestMiners(tools), { seed, heldOut });
  for (const { answer } of models) answer.forget();
  const market: AnswerMarket<TranslationChallenge, TranslationResponse> = {
    commodity: translation.name,
    measure: "chrF++ of held-out translations with the references; then milliseconds a character",
    challengesPerEpoch: CHALLENGES_PER_EPOCH,
    miners: [...ranked, ...limits(), ...cheats(tools)],
    createChallenges: (random, count) =>
      new Array<TranslationChallenge>(count).fill(createTranslationChallenge(random)),
    async judge(challenge, { answer, ms }, peers) {
      const timing = translation.timingOf(ms, middleMs(peers));
      return scoreTranslation({ challenge, answer, reference: {}, timing });
    },
    endRound() {
      for (const { answer } of models) answer.forget();
    },
    dispose: async () => void (await Promise.all(models.map((model) => model.dispose()))),
  };
  return answerContest(market);
}

async function measured(
  miners: readonly HonestTranslator[],
  { seed, heldOut }: Required<ContestOptions>,
): Promise<TranslationMiner[]> {
  const challenges = Array.from({ length: heldOut }, (_, index) =>
    createTranslationChallenge(randomOf(seed, "translation held out", index)),
  );
  const references = challenges.map(({ check }) => check!.references);
  return Promise.all(
    miners.map(async ({ msPerCharacter: ms, ...miner }) => {
      const answers: string[] = [];
      for (const [index, challenge] of challenges.entries()) {
        const random = randomOf(seed, "translation held out", index, miner.name);
        const answer = await miner.answer({ challenge, random, earlier: [], answerOf: async () => undefined });
        answers.push(answer?.text ?? "");
      }
      return { ...miner, quality: { measure: corpusChrf(answers, references), ms } };
    }),
  );
}
