import { ensure } from "../../../frame/index.js";
import { i96f32, u8, u16, u32, u64 } from "../../../scale/index.js";
import { events as subtensor } from "../../subtensor/events.js";
import { dropSmallNominations } from "../../subtensor/staking/nominations.js";
import { storage } from "../../subtensor/storage/index.js";
import { rootSetter } from "../builders.js";
import { errors } from "../errors.js";

const sudo_set_default_take = rootSetter({
  index: 1,
  args: { default_take: u16 },
  docs: "Sets the greatest take of delegates, in parts of 65535.",
  weight: 105_400_000,
  set(ctx, { default_take }) {
    storage.MaxDelegateTake.put(ctx, default_take);
    ctx.emit(subtensor.make.MaxDelegateTakeSet(default_take));
  },
});

const sudo_set_min_delegate_take = rootSetter({
  index: 46,
  args: { take: u16 },
  docs: "Sets the least take of delegates, in parts of 65535.",
  weight: 105_490_000,
  set(ctx, { take }) {
    storage.MinDelegateTake.put(ctx, take);
    ctx.emit(subtensor.make.MinDelegateTakeSet(take));
  },
});

const sudo_set_tx_rate_limit = rootSetter({
  index: 2,
  args: { tx_rate_limit: u64 },
  docs: "Sets how many blocks lie between two swaps of a hotkey.",
  weight: 105_440_000,
  set(ctx, { tx_rate_limit }) {
    storage.TxRateLimit.put(ctx, tx_rate_limit);
    ctx.emit(subtensor.make.TxRateLimitSet(tx_rate_limit));
  },
});

const sudo_set_tx_delegate_take_rate_limit = rootSetter({
  index: 45,
  args: { tx_rate_limit: u64 },
  docs: "Sets how many blocks lie between two raises of a take.",
  weight: 105_420_000,
  set(ctx, { tx_rate_limit }) {
    storage.TxDelegateTakeRateLimit.put(ctx, tx_rate_limit);
    ctx.emit(subtensor.make.TxDelegateTakeRateLimitSet(tx_rate_limit));
  },
});

const sudo_set_subnet_owner_cut = rootSetter({
  index: 28,
  args: { subnet_owner_cut: u16 },
  docs: "Sets the owners' cut, in parts of 65535.",
  weight: 114_000_000,
  set(ctx, { subnet_owner_cut }) {
    storage.SubnetOwnerCut.put(ctx, subnet_owner_cut);
    ctx.emit(subtensor.make.SubnetOwnerCutSet(subnet_owner_cut));
  },
});

const sudo_set_network_rate_limit = rootSetter({
  index: 29,
  args: { rate_limit: u64 },
  docs: "Sets how many blocks lie between two creations of a subnet.",
  weight: 114_000_000,
  set(ctx, { rate_limit }) {
    storage.NetworkRateLimit.put(ctx, rate_limit);
    ctx.emit(subtensor.make.NetworkRateLimitSet(rate_limit));
  },
});

const sudo_set_network_immunity_period = rootSetter({
  index: 35,
  args: { immunity_period: u64 },
  docs: "Sets for how many blocks a new subnet is not removed.",
  weight: 114_000_000,
  set(ctx, { immunity_period }) {
    storage.NetworkImmunityPeriod.put(ctx, immunity_period);
    ctx.emit(subtensor.make.NetworkImmunityPeriodSet(immunity_period));
  },
});

const sudo_set_network_min_lock_cost = rootSetter({
  index: 36,
  args: { lock_cost: u64 },
  docs: "Sets the least cost of a subnet, in rao.",
  weight: 114_000_000,
  set(ctx, { lock_cost }) {
    storage.NetworkMinLockCost.put(ctx, lock_cost);
    ctx.emit(subtensor.make.NetworkMinLockCostSet(lock_cost));
  },
});

const sudo_set_lock_reduction_interval = rootSetter({
  index: 38,
  args: { interval: u64 },
  docs: "Sets over how many blocks the cost of a subnet falls.",
  weight: 114_000_000,
  set(ctx, { interval }) {
    storage.NetworkLockReductionInterval.put(ctx, interval);
    ctx.emit(subtensor.make.NetworkLockCostReductionIntervalSet(interval));
  },
});

const sudo_set_subnet_limit = rootSetter({
  index: 37,
  args: { max_subnets: u16 },
  docs: "Sets the greatest number of subnets.",
  weight: 114_000_000,
  set(ctx, { max_subnets }) {
    storage.SubnetLimit.put(ctx, max_subnets);
    ctx.emit(subtensor.make.SubnetLimitSet(max_subnets));
  },
});

const sudo_set_start_call_delay = rootSetter({
  index: 85,
  args: { delay: u64 },
  docs: "Sets how many blocks after its creation a subnet may start.",
  weight: 114_000_000,
  set(ctx, { delay }) {
    storage.StartCallDelay.put(ctx, delay);
    ctx.emit(subtensor.make.StartCallDelaySet(delay));
  },
});

const sudo_set_subnet_moving_alpha = rootSetter({
  index: 63,
  args: { alpha: i96f32 },
  docs: "Sets how fast average prices follow.",
  weight: 102_955_000,
  set(ctx, { alpha }) {
    storage.SubnetMovingAlpha.put(ctx, alpha);
  },
});

const sudo_set_ck_burn = rootSetter({
  index: 73,
  args: { burn: u64 },
  docs: "Sets what is burnt of dividends between owners, of 2^64 - 1.",
  weight: 140_650_000,
  set(ctx, { burn }) {
    storage.CKBurn.put(ctx, burn);
  },
});

const sudo_set_admin_freeze_window = rootSetter({
  index: 74,
  args: { window: u16 },
  docs: "Sets for how many blocks before an epoch owners may change nothing.",
  weight: 105_450_000,
  set(ctx, { window }) {
    storage.AdminFreezeWindow.put(ctx, window);
    ctx.emit(subtensor.make.AdminFreezeWindowSet(window));
  },
});

const sudo_set_owner_hparam_rate_limit = rootSetter({
  index: 75,
  args: { epochs: u16 },
  docs: "Sets how many tempos lie between two changes of a parameter by an owner.",
  weight: 105_471_000,
  set(ctx, { epochs }) {
    storage.OwnerHyperparamRateLimit.put(ctx, epochs);
    ctx.emit(subtensor.make.OwnerHyperparamRateLimitSet(epochs));
  },
});

const sudo_set_max_epochs_per_block = rootSetter({
  index: 96,
  args: { max_epochs_per_block: u8 },
  docs: "Sets how many epochs may run in a block.",
  weight: 105_530_000,
  set(ctx, { max_epochs_per_block }) {
    ensure(max_epochs_per_block >= 1, errors.ValueNotInBounds);
    storage.MaxEpochsPerBlock.put(ctx, max_epochs_per_block);
    ctx.emit(subtensor.make.MaxEpochsPerBlockSet(max_epochs_per_block));
  },
});

const sudo_set_coldkey_swap_announcement_delay = rootSetter({
  index: 86,
  args: { duration: u32 },
  docs: "Sets how many blocks lie between announcement and swap of a coldkey.",
  weight: 105_370_000,
  set(ctx, { duration }) {
    storage.ColdkeySwapAnnouncementDelay.put(ctx, duration);
    ctx.emit(subtensor.make.ColdkeySwapAnnouncementDelaySet(duration));
  },
});

const sudo_set_coldkey_swap_reannouncement_delay = rootSetter({
  index: 87,
  args: { duration: u32 },
  docs: "Sets how many blocks later a swap may be announced anew.",
  weight: 105_360_000,
  set(ctx, { duration }) {
    storage.ColdkeySwapReannouncementDelay.put(ctx, duration);
    ctx.emit(subtensor.make.ColdkeySwapReannouncementDelaySet(duration));
  },
});

const sudo_set_nominator_min_required_stake = rootSetter({
  index: 43,
  args: { min_stake: u64 },
  docs: "Sets the least nomination, in millionths of the least stake, and sells those below.",
  weight: 255_697_000,
  set(ctx, { min_stake }) {
    const raised = min_stake > storage.NominatorMinRequiredStake.get(ctx);
    storage.NominatorMinRequiredStake.put(ctx, min_stake);
    if (raised) dropSmallNominations(ctx);
  },
});

/** What holds for all subnets. */
export const globalCalls = {
  sudo_set_default_take,
  sudo_set_min_delegate_take,
  sudo_set_tx_rate_limit,
  sudo_set_tx_delegate_take_rate_limit,
  sudo_set_subnet_owner_cut,
  sudo_set_network_rate_limit,
  sudo_set_network_immunity_period,
  sudo_set_network_min_lock_cost,
  sudo_set_lock_reduction_interval,
  sudo_set_subnet_limit,
  sudo_set_start_call_delay,
  sudo_set_subnet_moving_alpha,
  sudo_set_ck_burn,
  sudo_set_admin_freeze_window,
  sudo_set_owner_hparam_rate_limit,
  sudo_set_max_epochs_per_block,
  sudo_set_coldkey_swap_announcement_delay,
  sudo_set_coldkey_swap_reannouncement_delay,
  sudo_set_nominator_min_required_stake,
};
