import { defaultForecastLimits, forecast } from "@taostack/commodities";
import { unaryDeskOptions } from "../desk.js";
import { invalidFeed, invalidHorizons } from "../errors.js";
import type { Judging } from "../judging.js";
import type { MarketModules, MarketSide } from "../market.js";
import type { ValidatorConfig } from "../options.js";
import { UnaryDesk } from "../organic-unary.js";
import { type FeedPlan, feedPlanOf } from "./feed-plan.js";
import { followFeeds } from "./followed-feeds.js";
import { ForecastRounds } from "./forecast-rounds.js";
import { forecastUsers } from "./forecast-users.js";
import { RoundLog } from "./round-log.js";

/**
 * The validator's side of forecasts. The judge is the outcome, so that there is no reference model: what the card names is the baseline.
 * @throws `validator/invalid_feed`, `validator/invalid_horizons`, `validator/state_corrupt`.
 */
export async function openForecast(
  config: ValidatorConfig,
  judging: Judging,
  { feeds, memory }: MarketModules,
): Promise<MarketSide> {
  const horizons = horizonsOf(config.horizons);
  const plans = feeds ?? (await Promise.all(config.feed.map((spec) => feedPlanOf(spec, config.feedStepMs))));
  checkAssets(plans);
  const path = `${memory.path}.rounds`;
  const log = await RoundLog.open({ path, window: config.rewardWindow }, memory.identity);
  const clock = () => Date.now();
  const followed = followFeeds(plans, judging.logger, clock);
  const rounds = new ForecastRounds(
    {
      horizons,
      timeoutMs: config.answerTimeoutMs,
      window: config.rewardWindow,
      minAnswers: config.minAnswers,
      spanMs: horizons.at(-1)! * Math.max(...plans.map(({ stepMs }) => stepMs)),
      sharpness: config.sharpness,
    },
    { ...judging, feeds: followed, log, clock },
  );
  const desk = new UnaryDesk(forecastUsers(judging.random), unaryDeskOptions(config), judging);
  return {
    commodity: forecast.name,
    card: { name: "random-walk", hash: "" },
    // Everyone is asked: what miners earn is compared over rounds that they have in common.
    examine: (_miners, signal) => rounds.begin(signal),
    desk,
    handlers: { predict: (request, context) => desk.answer(request, context) },
    dispose: async () => {
      await desk.stop();
      await Promise.all([followed.stop(), rounds.stop()]);
      await log.close();
    },
  };
}

function horizonsOf(given: readonly string[]): number[] {
  const horizons = given.map(Number);
  const { maxHorizon, maxHorizons } = defaultForecastLimits;
  const legal = (one: number, i: number) =>
    Number.isInteger(one) && one >= 1 && one <= maxHorizon && (i === 0 || one > horizons[i - 1]!);
  if (horizons.length >= 1 && horizons.length <= maxHorizons && horizons.every(legal)) return horizons;
  throw invalidHorizons(given.join(","));
}

function checkAssets(plans: readonly FeedPlan[]): void {
  const assets = plans.map(({ feed }) => feed.asset);
  const twice = assets.find((asset, i) => assets.indexOf(asset) < i);
  if (twice !== undefined || plans.length < 1 || plans.length > defaultForecastLimits.maxSeries) {
    throw invalidFeed(twice ?? `${plans.length} feeds`);
  }
}
