import {
  type AnyUnaryCommodity,
  type CommodityModel,
  referenceTextModel,
  type ServingOptions,
  text,
} from "@taostack/commodities";
import { type RoundResult, runRound } from "./competition/round.js";
import { createTextJudge } from "./competition/text-judge.js";
import { runUnaryRound } from "./competition/unary-round.js";
import type { FeedPlan } from "./forecast/feed-plan.js";
import { openForecast } from "./forecast/open-forecast.js";
import type { Judging } from "./judging.js";
import type { Memory } from "./memory.js";
import type { CallableMiner } from "./miners/link.js";
import type { ValidatorConfig } from "./options.js";
import { OrganicDesk, type OrganicOptions } from "./organic.js";
import { openStorage } from "./storage/open-storage.js";

/** What a validator judges: challenges for miners, and, for text, users' requests. */
export interface MarketSide {
  readonly commodity: string;
  /** Of the reference model, where the market has one. */
  readonly card: CommodityModel["card"] | undefined;
  /** Sets the miners a fresh challenge and judges what they answer. */
  examine(miners: readonly CallableMiner[], signal: AbortSignal): Promise<RoundResult>;
  /** Answers users. Only text has one. */
  readonly desk: OrganicDesk | undefined;
  dispose(): Promise<void>;
}

/** The built-in markets with more to them than one answer in one message. */
const markets: Readonly<
  Record<string, (config: ValidatorConfig, judging: Judging, modules: MarketModules) => Promise<MarketSide>>
> = {
  text: openText,
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
  unary ? openUnary(unary, config, judging) : (markets[config.commodity] ?? openText)(config, judging, modules);

async function openUnary(commodity: AnyUnaryCommodity, config: ValidatorConfig, judging: Judging): Promise<MarketSide> {
  const reference = await commodity.loadModel(config.model ?? commodity.referenceModel, referenceOptions(config));
  const options = { timeoutMs: config.answerTimeoutMs };
  const modules = { ...judging, watch: commodity.createWatch?.() };
  return {
    commodity: commodity.name,
    card: reference.card,
    examine: (miners, signal) => runUnaryRound(commodity, reference, miners, modules, options, signal),
    desk: undefined,
    dispose: () => reference.dispose(),
  };
}

async function openText(config: ValidatorConfig, judging: Judging): Promise<MarketSide> {
  const reference = await text.loadModel(config.model ?? referenceTextModel, referenceOptions(config));
  const modules = { ...judging, judge: createTextJudge(reference) };
  const options = { timeoutMs: config.answerTimeoutMs };
  return {
    commodity: text.name,
    card: reference.card,
    examine(miners, signal) {
      const { request, check } = text.createChallenge(judging.random);
      return runRound(request, check, miners, modules, options, signal);
    },
    desk: new OrganicDesk(organicOptions(config, reference.card.name), modules),
    dispose: () => reference.dispose(),
  };
}

/** The line before the reference model is as long as everything that may wait in it: no miner suffers from our being busy. */
const referenceOptions = ({ threads, maxOrganic, organicMiners, sampleSize }: ValidatorConfig): ServingOptions => ({
  threads,
  maxConcurrent: 8,
  maxQueue: 2 * maxOrganic * organicMiners + sampleSize,
});

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
