import { compatibilityCalls } from "../compatibility/calls.js";
import { accountCalls } from "./accounts.js";
import { commitRevealCalls } from "./commit-reveal.js";
import { keyCalls } from "./keys.js";
import { leaseCalls } from "./leases.js";
import { lockCalls } from "./locks.js";
import { movingStakeCalls } from "./moving-stake.js";
import { networkCalls } from "./networks.js";
import { registrationCalls } from "./registration.js";
import { rootClaimCalls } from "./root-claims.js";
import { servingCalls } from "./serving.js";
import { stakingCalls } from "./staking.js";
import { votingPowerCalls } from "./voting-power.js";
import { weightCalls } from "./weights.js";

export const calls = {
  ...weightCalls,
  ...commitRevealCalls,
  ...stakingCalls,
  ...movingStakeCalls,
  ...registrationCalls,
  ...networkCalls,
  ...servingCalls,
  ...accountCalls,
  ...keyCalls,
  ...leaseCalls,
  ...rootClaimCalls,
  ...lockCalls,
  ...votingPowerCalls,
  ...compatibilityCalls,
};
