import type { ServingOptions } from "@taostack/commodities";
import type { MinerConfig } from "./options.js";

/** What of a miner's configuration its model is loaded with. */
export const modelOptions = ({
  threads,
  executionProviders,
  maxConcurrent,
  maxQueue,
  dtype,
}: MinerConfig): ServingOptions => ({
  threads,
  executionProviders,
  maxConcurrent,
  maxQueue,
  ...(dtype === undefined ? {} : { dtype }),
});
