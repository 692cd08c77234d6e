import { defineStorage } from "../../../frame/index.js";
import { compatibilityStorage } from "../compatibility/storage.js";
import { accountsStorage } from "./accounts.js";
import { hyperparametersStorage } from "./hyperparameters.js";
import { locksStorage } from "./locks.js";
import { networksStorage } from "./networks.js";
import { neuronsStorage } from "./neurons.js";
import { poolsStorage } from "./pools.js";
import { registrationStorage } from "./registration.js";
import { rootClaimsStorage } from "./root-claims.js";
import { scheduleStorage } from "./schedule.js";
import { stakingStorage } from "./staking.js";
import { weightsStorage } from "./weights.js";

/** The pallet's storage, under the chain's names. */
export const storage = defineStorage("SubtensorModule", {
  ...networksStorage,
  ...poolsStorage,
  ...scheduleStorage,
  ...hyperparametersStorage,
  ...registrationStorage,
  ...neuronsStorage,
  ...weightsStorage,
  ...accountsStorage,
  ...stakingStorage,
  ...rootClaimsStorage,
  ...locksStorage,
  ...compatibilityStorage,
});
