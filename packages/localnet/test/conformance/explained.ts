const LATER = "came later, but btcli 11 does not go on where it is not";

/** Where localnet differs from the chain at the version that it stands for, and why. */
export const COMPATIBILITY: Readonly<Record<string, string>> = {
  BetaBasketRuntimeApi: "came after 425, but btcli 11 asks for baskets before it shows a balance; there are none",
  "BetaBasketRuntimeApi.get_root_basket_owed": "what btcli 11 adds to a balance: nothing",
  "BetaBasketRuntimeApi.get_root_basket_positions": "what btcli 11 lists beside stake: nothing",
  "SubtensorModule.calls.move_stake_limit":
    "came later, but btcli 11 moves stake between subnets by it unless told otherwise; its limit holds",
  "SubtensorModule.storage.CollateralLockShare": `${LATER}; always 0, as where no collateral is asked`,
  "SubtensorModule.storage.CollateralDrainRatio": `${LATER}; its default of 1`,
  "SubtensorModule.storage.SubnetEpochConsensus": `${LATER}; always Yuma`,
  "SubtensorModule.storage.get_commit_reveal_weights_enabled":
    "on no chain, but btcli 9 asks so for CommitRevealWeightsEnabled, whose value it has",
  "SubtensorModule.storage.get_commit_reveal_period":
    "on no chain, but btcli 9 asks so for RevealPeriodEpochs, whose value it has",
  "Swap.storage.AlphaSqrtPrice":
    "gone from the chain, but btcli 9 and the lists of SDK 10 read prices from it; kept up to date by every trade",
  "System.constants.Version": "names the runtime APIs that a runtime has, and localnet has fewer",
};

const wider = "activity_cutoff is a compact u64 now; a u16 has the same bytes below 65536";

/** Where the types differ from those of the main network's version 393 because they have changed since. */
export const CHANGED_SINCE_393: Readonly<Record<string, string>> = {
  "SubtensorModule.events.BatchWeightItemFailed": "names the subnet now",
  "SubtensorModule.storage.LastRateLimitedBlock": "more hyperparameters are limited in how often they change",
  "Swap.calls.add_liquidity": "TickIndex has moved to another module",
  "Swap.calls.modify_position": "PositionId has moved to another module",
  "Swap.calls.remove_liquidity": "PositionId has moved to another module",
  "SubnetInfoRuntimeApi.get_subnet_hyperparams": wider,
  "SubnetInfoRuntimeApi.get_subnet_hyperparams_v2": wider,
  "SubnetInfoRuntimeApi.get_all_metagraphs": wider,
  "SubnetInfoRuntimeApi.get_metagraph": wider,
  "SubnetInfoRuntimeApi.get_all_mechagraphs": wider,
  "SubnetInfoRuntimeApi.get_mechagraph": wider,
  "SubnetInfoRuntimeApi.get_selective_metagraph": wider,
  "SubnetInfoRuntimeApi.get_selective_mechagraph": wider,
};
