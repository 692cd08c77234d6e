import {
  type AnyUnaryCommodity,
  type CommodityModel,
  readingOnce,
  referenceTextModel,
  text,
  unaryCommodities,
} from "@taostack/commodities";
import { type RoundResult, runRound } from "./competition/round.js";
import { createTextJudge } from "./competition/text-judge.js";
import type { Desk, DeskHandlers } from "./desk.js";
import type { FeedPlan } from "./forecast/feed-plan.js";
import { openForecast } from "./forecast/open-forecast.js";
import type { Judging } from "./judging.js";
import type { Memory } from "./memory.js";
import type { CallableMiner } from "./miners/link.js";
import { openOwn, openTranslation, openVision, referenceOptions } from "./open-unary.js";
import type { ValidatorConfig } from "./options.js";
import { OrganicDesk, type OrganicOptions } from "./organic.js";
import { openStorage } from "./storage/open-storage.js";

/** What a validator judges: challenges for miners, and users' requests. */
export interface MarketSide {
  readonly commodity: string;
  /** Of the reference model, where the market has one. */
  readonly card: CommodityModel["card"] | undefined;
  /** Sets the miners a fresh challenge and judges what they answer. */
  examine(miners: readonly CallableMiner[], signal: AbortSignal): Promise<RoundResult>;
  /** Answers users, where gateways know how to ask. */
  readonly desk: Desk | undefined;
  readonly handlers: DeskHandlers;
  dispose(): Promise<void>;
}

type OpenMarket = (config: ValidatorConfig, judging: Judging, modules: MarketModules) => Promise<MarketSide>;

const markets: Readonly<Record<string, OpenMarket>> = {
  text: openText,
  translation: openTranslation,
  vision: openVision,
  forecast: openForecast,
  storage: openStorage,
};

export interface MarketModules {
  readonly memory: Memory;
  /** Where a market of forecasts has its values from, for whoever has some at hand. */
  readonly feeds?: readonly FeedPlan[];
}

/**
 * Loads the reference model of the validator's market.
 * @param unary - The market, if its answers come in one message; otherwise the options name it.
 * @throws what the market's `loadModel` throws.
 */
export const openMarket = (
  unary: AnyUnaryCommodity | undefined,
  config: ValidatorConfig,
  judging: Judging,
  modules: MarketModules,
): Promise<MarketSide> =>
  unary && !unaryCommodities.includes(unary)
    ? openOwn(unary, config, judging)
    : (markets[config.commodity] ?? openText)(config, judging, modules);

async function openText(config: ValidatorConfig, judging: Judging): Promise<MarketSide> {
  const reference = await text.loadModel(config.model ?? referenceTextModel, referenceOptions(config));
  const modules = { ...judging, judge: createTextJudge(readingOnce(reference)) };
  const options = { timeoutMs: config.answerTimeoutMs };
  const desk = new OrganicDesk(organicOptions(config, reference.card.name), modules);
  return {
    commodity: text.name,
    card: reference.card,
    examine(miners, signal) {
      const { request, check } = text.createChallenge(judging.random);
      return runRound(request, check, miners, modules, options, signal);
    },
    desk,
    handlers: { generate: (request, { signal }) => desk.answer(request, signal) },
    dispose: () => reference.dispose(),
  };
}

const organicOptions = (config: ValidatorConfig, model: string): OrganicOptions => ({
  model,
  miners: config.organicMiners,
  maxConcurrent: config.maxOrganic,
  timeoutMs: config.answerTimeoutMs,
  stallMs: config.stallMs,
  // So many tokens tell models apart, and cost a reader little time.
  openingTokens: 6,
  openingWaitMs: 250,
  doubtWaitMs: config.stallMs,
  graceMs: 250,
});
