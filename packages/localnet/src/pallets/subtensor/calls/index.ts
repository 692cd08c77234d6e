import { commitRevealCalls } from "./commit-reveal.js";
import { networkCalls } from "./networks.js";
import { registrationCalls } from "./registration.js";
import { servingCalls } from "./serving.js";
import { stakingCalls } from "./staking.js";
import { weightCalls } from "./weights.js";

export const calls = {
  ...weightCalls,
  ...commitRevealCalls,
  ...stakingCalls,
  ...registrationCalls,
  ...networkCalls,
  ...servingCalls,
};
