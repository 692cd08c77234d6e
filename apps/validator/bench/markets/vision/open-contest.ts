import {
  createVisionChallenge,
  createVisionRound,
  scoreVision,
  summariseVision,
  type VisionChallenge,
  vision,
} from "@taostack/commodities";
import type { VisionResponse } from "@taostack/protocol";
import { type AnswerMarket, answerContest, middleMs } from "../answers/answer-contest.js";
import type { Contest, ContestOptions } from "../contest.js";
import { randomOf } from "../seeds.js";
import { blindCheats, copiers, honestMiners, limits, type VisionMiner } from "./miners.js";
import { serveVisionModel } from "./models.js";

const CHALLENGES_PER_EPOCH = 3;
const HELD_OUT = 160;

export async function openVisionContest({ seed, heldOut = HELD_OUT }: ContestOptions): Promise<Contest> {
  const [full, small, mini] = await Promise.all([
    serveVisionModel("tao-vision"),
    serveVisionModel("tao-vision-small"),
    serveVisionModel("tao-vision-mini"),
  ]);
  const tools = { full, small, mini };
  const models = [full, small, mini];
  const ranked = await measured(honestMiners(tools), { seed, heldOut });
  for (const { answer } of models) answer.forget();
  const looking = [...ranked, ...limits(tools), ...copiers()];
  const market: AnswerMarket<VisionChallenge, VisionResponse> = {
    commodity: vision.name,
    measure: "mean of accuracy and average precision on held-out images, percent",
    challengesPerEpoch: CHALLENGES_PER_EPOCH,
    miners: [...looking, ...blindCheats()],
    // Drawing is most of the work: those who do not look share one image.
    createChallenges(random, count) {
      const views = createVisionRound(random, looking.length + 1);
      return Array.from({ length: count }, (_, at) => views[Math.min(at, looking.length)]!);
    },
    openWatch: () => vision.createWatch(),
    async judge(challenge, { answer, ms }, peers) {
      const timing = vision.timingOf(ms, middleMs(peers));
      return scoreVision({ challenge, answer, reference: {}, timing });
    },
    endRound() {
      for (const { answer } of models) answer.forget();
    },
    dispose: async () => void (await Promise.all(models.map((model) => model.dispose()))),
  };
  return answerContest(market);
}

async function measured(
  miners: readonly VisionMiner[],
  { seed, heldOut }: Required<ContestOptions>,
): Promise<VisionMiner[]> {
  const challenges = Array.from({ length: heldOut }, (_, index) =>
    createVisionChallenge(randomOf(seed, "vision held out", index)),
  );
  return Promise.all(
    miners.map(async (miner) => {
      const answered = [];
      for (const [index, challenge] of challenges.entries()) {
        const random = randomOf(seed, "vision held out", index, miner.name);
        const answer = await miner.answer({ challenge, random, earlier: [], answerOf: async () => undefined });
        answered.push({ request: challenge.request, check: challenge.check!, answer: answer! });
      }
      const { classification, detection } = summariseVision(answered);
      const measure = 50 * ((classification?.accuracy ?? 0) + (detection?.ap ?? 0));
      return { ...miner, quality: { measure, ms: 0 } };
    }),
  );
}
