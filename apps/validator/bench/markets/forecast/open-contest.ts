import {
  CommitBook,
  commitmentHash,
  createForecastChallenge,
  type ForecastChallenge,
  forecast,
  type Round,
  type RoundEntry,
  roundEntry,
  scoreForecast,
} from "@taostack/commodities";
import { payOf } from "../../../src/forecast/pay.js";
import type { JudgedRound } from "../../../src/forecast/round-log.js";
import { sharpnessOf } from "../../../src/weights/sharpness.js";
import type { Contest, ContestOptions, Examiner, ExaminerContext } from "../contest.js";
import { randomOf, seedOf } from "../seeds.js";
import {
  COMMIT_BEFORE_MS,
  cheats,
  type ForecastMiner,
  type ForecastPlay,
  type HonestForecaster,
  honestMiners,
  limits,
  OUTCOME_MS,
  REVEAL_BEFORE_MS,
} from "./miners.js";
import { type ServedForecaster, serveForecaster } from "./models.js";

const CHALLENGES_PER_EPOCH = 32;
/** Rewards are made of all rounds of a tournament; none begins before the last is over. */
const PAY = { window: 1000, minAnswers: 32, spanMs: OUTCOME_MS, sharpness: sharpnessOf({ commodity: forecast.name }) };
/** Outcomes have heavy tails: fewer would not tell which of two is better. */
const HELD_OUT = 2000;

export async function openForecastContest({ seed, heldOut = HELD_OUT }: ContestOptions): Promise<Contest> {
  const [full, small, mini, walk] = await Promise.all([
    serveForecaster("tao-forecast"),
    serveForecaster("tao-forecast-small"),
    serveForecaster("tao-forecast-mini"),
    serveForecaster("random-walk"),
  ]);
  const tools = { full, small, mini, walk };
  const models = [full, small, mini, walk];
  const miners = [
    ...(await measured(honestMiners(tools), models, { seed, heldOut })),
    ...limits(tools),
    ...cheats(tools),
  ];
  return {
    commodity: forecast.name,
    measure: "held-out CRPS below the random walk's, in percent of what is usual for that",
    challengesPerEpoch: CHALLENGES_PER_EPOCH,
    contestants: miners,
    openExaminer: (context) => openExaminer(miners, models, context),
    dispose: async () => void (await Promise.all(models.map((model) => model.dispose()))),
  };
}

const forgetAll = (models: readonly ServedForecaster[]): void => {
  for (const { answer } of models) answer.forget();
};

function openExaminer(
  miners: readonly ForecastMiner[],
  models: readonly ServedForecaster[],
  { seed, hotkeys, scoreboard }: ExaminerContext,
): Examiner {
  const rounds: JudgedRound[] = [];
  return {
    async examine(epoch) {
      for (let turn = 0; turn < CHALLENGES_PER_EPOCH; turn++) {
        const round = epoch * CHALLENGES_PER_EPOCH + turn;
        const challenge = createForecastChallenge(randomOf(seed, "challenge", round));
        const plays = await Promise.all(
          miners.map(({ name, play }) => play({ challenge, random: randomOf(seed, round, name), round })),
        );
        rounds.push({ ...settle(challenge, plays, hotkeys, seedOf(seed, round)), openedMs: round * REVEAL_BEFORE_MS });
        forgetAll(models);
      }
      // The program reckons after each round; the averages are all but the same if it is done once, and counted for each.
      for (const { hotkey, score, explanation } of payOf(rounds, new Set(hotkeys), PAY).values()) {
        for (let turn = 0; turn < CHALLENGES_PER_EPOCH; turn++) scoreboard.record(hotkey, score, explanation);
      }
    },
  };
}

/** Commitments, then the outcome, then what is shown: by the book, with clock readings for a clock. */
function settle(
  challenge: ForecastChallenge,
  plays: readonly (ForecastPlay | undefined)[],
  hotkeys: readonly string[],
  seed: number,
): Round {
  const { requestId } = challenge.request;
  const book = new CommitBook();
  const window = { commitBeforeMs: COMMIT_BEFORE_MS, revealFromMs: OUTCOME_MS, revealBeforeMs: REVEAL_BEFORE_MS };
  book.open({ requestId, ...window });
  const entries: Record<string, RoundEntry> = {};
  for (const [at, play] of plays.entries()) {
    const hotkey = hotkeys[at]!;
    if (play === undefined) {
      entries[hotkey] = {};
      continue;
    }
    const salt = Buffer.alloc(32, seedOf(seed, at).toString(16));
    const { answer, committedMs, shown = answer, revealedMs = OUTCOME_MS } = play;
    book.commit(requestId, hotkey, commitmentHash({ requestId, hotkey, salt, answer }), committedMs);
    const status = book.reveal({ requestId, hotkey, salt, answer: shown }, revealedMs);
    const score = scoreForecast({ challenge, answer: shown, reference: null, timing: { status } });
    entries[hotkey] = roundEntry(challenge.request, shown, score, book.committedAtMs(requestId, hotkey));
  }
  return { requestId, entries };
}

async function measured(
  miners: readonly HonestForecaster[],
  models: readonly ServedForecaster[],
  { seed, heldOut }: Required<ContestOptions>,
): Promise<ForecastMiner[]> {
  const sums = miners.map(() => 0);
  for (let round = 0; round < heldOut; round++) {
    const challenge = createForecastChallenge(randomOf(seed, "forecast held out", round));
    const ask = { challenge, random: randomOf(seed, round), round };
    const answers = await Promise.all(miners.map(({ answering }) => answering(ask)));
    for (const [at, answer] of answers.entries()) {
      sums[at]! += scoreForecast({ challenge, answer, reference: null }).advantage;
    }
    forgetAll(models);
  }
  return miners.map(({ answering: _, ...miner }, at) => ({
    ...miner,
    quality: { measure: (100 * sums[at]!) / heldOut, ms: 0 },
  }));
}
