/** What the main network had not yet at version 393, whose metadata the tests have. */
export const LATER_THAN_393: ReadonlySet<string> = new Set([
  "call AdminUtils.sudo_set_burn_half_life",
  "call AdminUtils.sudo_set_burn_increase_mult",
  "call AdminUtils.sudo_set_max_epochs_per_block",
  "call AdminUtils.sudo_set_min_childkey_take_per_subnet",
  "call AdminUtils.sudo_set_net_tao_flow_enabled",
  "call AdminUtils.sudo_set_owner_cut_auto_lock_enabled",
  "call AdminUtils.sudo_set_owner_cut_enabled",
  "call AdminUtils.sudo_set_subnet_emission_enabled",
  "call Crowdloan.set_max_contribution",
  "call SubtensorModule.lock_stake",
  "call SubtensorModule.move_lock",
  "call SubtensorModule.register_limit",
  "call SubtensorModule.set_activity_cutoff_factor",
  "call SubtensorModule.set_auto_parent_delegation_enabled",
  "call SubtensorModule.set_perpetual_lock",
  "call SubtensorModule.set_reject_locked_alpha",
  "call SubtensorModule.set_tempo",
  "call SubtensorModule.trigger_epoch",
  "runtime API ProxyFilterRuntimeApi.get_proxy_types",
  "runtime API StakeInfoRuntimeApi.get_coldkey_lock",
  "runtime API StakeInfoRuntimeApi.get_hotkey_conviction",
  "runtime API StakeInfoRuntimeApi.get_most_convicted_hotkey_on_subnet",
  "runtime API StakeInfoRuntimeApi.get_stake_availability_for_coldkeys",
  "runtime API SubnetInfoRuntimeApi.get_next_epoch_start_block",
  "runtime API SubnetInfoRuntimeApi.get_subnet_account_id",
  "storage SubtensorModule.AccountFlags",
  "storage SubtensorModule.AutoParentDelegationEnabled",
  "storage SubtensorModule.DecayingLock",
  "storage SubtensorModule.OwnerCutEnabled",
]);

/** What has another shape since. */
export const SHAPED_LATER: ReadonlySet<string> = new Set([
  // `activity_cutoff` was a compact u16 and is a compact u64: the same bytes below 65536.
  "runtime API SubnetInfoRuntimeApi.get_metagraph",
  "runtime API SubnetInfoRuntimeApi.get_selective_mechagraph",
  "runtime API SubnetInfoRuntimeApi.get_subnet_hyperparams_v2",
]);
