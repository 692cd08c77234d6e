import { accountId, bool, compact, struct, tuple, u16, u64, type ValueOf, vec } from "../../../scale/index.js";

/** Stake of a coldkey on a hotkey: alpha, or TAO on netuid 0. */
export const stakeInfo = struct("pallet_subtensor::rpc_info::stake_info::StakeInfo", {
  hotkey: accountId,
  coldkey: accountId,
  netuid: compact(u16),
  stake: compact(u64),
  locked: compact(u64),
  emission: compact(u64),
  tao_emission: compact(u64),
  drain: compact(u64),
  is_registered: bool,
});
export type StakeInfo = ValueOf<typeof stakeInfo>;

export const stakeAvailability = struct("pallet_subtensor::rpc_info::stake_info::StakeAvailability", {
  total: compact(u64),
  locked: compact(u64),
  available: compact(u64),
});
export type StakeAvailability = ValueOf<typeof stakeAvailability>;

export const delegateInfo = struct("pallet_subtensor::rpc_info::delegate_info::DelegateInfo", {
  delegate_ss58: accountId,
  take: compact(u16),
  nominators: vec(tuple(accountId, vec(tuple(compact(u16), compact(u64))))),
  owner_ss58: accountId,
  registrations: vec(compact(u16)),
  validator_permits: vec(compact(u16)),
  return_per_1000: compact(u64),
  total_daily_return: compact(u64),
});
export type DelegateInfo = ValueOf<typeof delegateInfo>;

/** What a trade would give, in rao. */
export const simSwapResult = struct("pallet_subtensor_swap_runtime_api::SimSwapResult", {
  tao_amount: u64,
  alpha_amount: u64,
  tao_fee: u64,
  alpha_fee: u64,
  tao_slippage: u64,
  alpha_slippage: u64,
});
export type SimSwapResult = ValueOf<typeof simSwapResult>;

/** Rao per alpha. */
export const subnetPrice = struct("pallet_subtensor_swap_runtime_api::SubnetPrice", {
  netuid: u16,
  price: u64,
});
export type SubnetPrice = ValueOf<typeof subnetPrice>;
