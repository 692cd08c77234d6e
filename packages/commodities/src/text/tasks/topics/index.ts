import { chainTopics } from "./chain.js";
import { marketTopics } from "./market.js";
import { smallTalkTopics } from "./small-talk.js";
import { taostackTopics } from "./taostack.js";
import { tokenTopics } from "./tokens.js";
import type { Topic } from "./topic.js";

export type { Topic } from "./topic.js";

/** What the bundled models can talk about: the chain and its market, as the specification of the chain has it. */
export const topics: readonly Topic[] = [
  ...marketTopics,
  ...tokenTopics,
  ...chainTopics,
  ...taostackTopics,
  ...smallTalkTopics,
];
