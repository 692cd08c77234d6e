import type { OptionTable } from "@taostack/primitives";

/** What a validator of forecasts has to be told beside the rest. */
export const forecastOptions = {
  feed: {
    kind: "list",
    default: ["simulator:1", "simulator:2", "simulator:3", "simulator:4"],
    env: "VALIDATOR_FEED",
    help: "forecast: what is to be forecast, each simulator:SEED, csv:PATH or exchange:https://HOST/SYMBOL/INTERVAL",
  },
  feedStepMs: {
    kind: "integer",
    default: 60_000,
    min: 50,
    max: 86_400_000,
    env: "VALIDATOR_FEED_STEP_MS",
    help: "forecast: between two values of a simulator or a file",
  },
  horizons: {
    kind: "list",
    default: ["1", "2", "4", "8", "16", "32", "64"],
    env: "VALIDATOR_HORIZONS",
    help: "forecast: how many steps ahead, ascending",
  },
  rewardWindow: {
    kind: "integer",
    default: 500,
    min: 8,
    max: 10_000,
    env: "VALIDATOR_REWARD_WINDOW",
    help: "forecast: rounds that count",
  },
  minAnswers: {
    kind: "integer",
    default: 32,
    min: 2,
    env: "VALIDATOR_MIN_ANSWERS",
    help: "forecast: answers before a miner is paid",
  },
} as const satisfies OptionTable;
