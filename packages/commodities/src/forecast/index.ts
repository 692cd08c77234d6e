export { type BacktestOptions, backtest } from "./backtest/backtest.js";
export { pitSvg, skillByHorizonSvg, skillByRegimeSvg } from "./backtest/plots.js";
export type { BacktestReport, Coverage, Skill } from "./backtest/report.js";
export {
  createForecastChallenge,
  type ForecastChallenge,
  type ForecastCheck,
  HISTORY_LENGTH,
  standardHorizons,
  standardLevels,
} from "./challenge.js";
export {
  CommitBook,
  type CommitBookLimits,
  type CommitBookState,
  type CommitEntry,
  type CommitStatus,
  type CommitWindow,
  type RevealStatus,
} from "./commit-book.js";
export { canonicalAnswerBytes, commitmentHash } from "./commitment.js";
export { checkForecastAnswer, checkForecastRequest, defaultForecastLimits, type ForecastLimits } from "./contract.js";
export { fairSampleCrps, normalCrps, pinballLoss, quantileCrps, sampleCrps } from "./crps.js";
export { type ClockedCsvOptions, clockedCsvFeed } from "./feeds/clocked-csv.js";
export { type ClockedSimulatorOptions, clockedSimulatorFeed, SESSION_STEPS } from "./feeds/clocked-simulator.js";
export { type CsvFeedOptions, csvFeed } from "./feeds/csv.js";
export { type ExchangeFeedOptions, exchangeFeed } from "./feeds/exchange.js";
export type { Feed, FeedErrorData, Tick } from "./feeds/feed.js";
export { systemClock, type WallClock } from "./feeds/pace.js";
export { type KnownTick, RecentTicks } from "./feeds/recent-ticks.js";
export { type Regime, regimes, type SimulatorOptions, simulateMarket, simulatorFeed } from "./feeds/simulator.js";
export { type Forecaster, forecasterOf, type ReturnLaw } from "./forecaster.js";
export { cloneGroups } from "./market/clones.js";
export { type Round, type RoundEntry, roundEntry } from "./market/record.js";
export { type Reward, type RewardOptions, rewardsOf } from "./market/rewards.js";
export { type ForecastMarket, forecast } from "./market.js";
export { forecasterFromModel, loadForecaster, referenceForecastModel } from "./model.js";
export type { ForecastModelErrorData } from "./model-settings.js";
export { type ForecastScore, type ForecastScoreInput, type ForecastTiming, scoreForecast } from "./score.js";
export { type ServeForecastOptions, serveForecast } from "./serve.js";
export { ewmaForecaster } from "./statistical/ewma.js";
export { fitGarch, type GarchFit, garchForecaster } from "./statistical/garch.js";
export { randomWalkForecaster } from "./statistical/random-walk.js";
export { type ForecastEvidence, verifyForecast } from "./verify.js";
