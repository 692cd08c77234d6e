import {
  corpusChrf,
  createTranslationChallenge,
  scoreTranslation,
  type TranslationChallenge,
  translation,
} from "@taostack/commodities";
import type { TranslationResponse } from "@taostack/protocol";
import { type AnswerMarket, answerContest } from "../answers/answer-contest.js";
import type { Contest } from "../contest.js";
import { randomOf } from "../seeds.js";
import { cheats, type HonestTranslator, honestMiners, limits, type TranslationMiner } from "./miners.js";
import { serveTranslator } from "./models.js";
import { wordsByLanguage } from "./words.js";

const CHALLENGES_PER_EPOCH = 4;
const HELD_OUT = 60;

export async function openTranslationContest(seed: number): Promise<Contest> {
  const [full, small, mini] = await Promise.all(
    ["tao-translate", "tao-translate-small", "tao-translate-mini"].map((name) => serveTranslator(name)),
  );
  const tools = { full: full!, small: small!, mini: mini!, words: wordsByLanguage() };
  const models = [tools.full, tools.small, tools.mini];
  const ranked = await measured(honestMiners(tools), seed);
  for (const { answer } of models) answer.forget();
  const market: AnswerMarket<TranslationChallenge, TranslationResponse> = {
    commodity: translation.name,
    measure: "chrF++ of held-out translations with the references; then milliseconds a character",
    challengesPerEpoch: CHALLENGES_PER_EPOCH,
    sharpness: 2,
    miners: [...ranked, ...limits(), ...cheats(tools)],
    createChallenges: (random, count) =>
      new Array<TranslationChallenge>(count).fill(createTranslationChallenge(random)),
    async judge(challenge, { answer, ms }, peers) {
      const timing = translation.timingOf(ms, middle(peers.map((peer) => peer.ms)));
      return scoreTranslation({ challenge, answer, reference: {}, timing });
    },
    endRound() {
      for (const { answer } of models) answer.forget();
    },
    dispose: async () => void (await Promise.all(models.map((model) => model.dispose()))),
  };
  return answerContest(market);
}

/** As the program takes it: of an even number, the lower of the two in the middle. */
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] as number;

async function measured(miners: readonly HonestTranslator[], seed: number): Promise<TranslationMiner[]> {
  const challenges = Array.from({ length: HELD_OUT }, (_, index) =>
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
