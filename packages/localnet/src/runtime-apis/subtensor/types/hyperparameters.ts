import {
  bool,
  bytes,
  compact,
  enumeration,
  i32f32,
  struct,
  u16,
  u32,
  u64,
  u64f64,
  u128,
  type ValueOf,
  variant,
} from "../../../scale/index.js";

const first = {
  rho: compact(u16),
  kappa: compact(u16),
  immunity_period: compact(u16),
  min_allowed_weights: compact(u16),
  max_weights_limit: compact(u16),
  tempo: compact(u16),
  min_difficulty: compact(u64),
  max_difficulty: compact(u64),
  weights_version: compact(u64),
  weights_rate_limit: compact(u64),
  adjustment_interval: compact(u16),
  activity_cutoff: compact(u64),
  registration_allowed: bool,
  target_regs_per_interval: compact(u16),
  min_burn: compact(u64),
  max_burn: compact(u64),
  bonds_moving_avg: compact(u64),
  max_regs_per_block: compact(u16),
  serving_rate_limit: compact(u64),
  max_validators: compact(u16),
  adjustment_alpha: compact(u64),
  difficulty: compact(u64),
  commit_reveal_period: compact(u64),
  commit_reveal_weights_enabled: bool,
  alpha_high: compact(u16),
  alpha_low: compact(u16),
  liquid_alpha_enabled: bool,
};

export const subnetHyperparams = struct("pallet_subtensor::rpc_info::subnet_info::SubnetHyperparams", first);
export type SubnetHyperparams = ValueOf<typeof subnetHyperparams>;

export const subnetHyperparamsV2 = struct("pallet_subtensor::rpc_info::subnet_info::SubnetHyperparamsV2", {
  ...first,
  alpha_sigmoid_steepness: i32f32,
  yuma_version: compact(u16),
  subnet_is_active: bool,
  transfers_enabled: bool,
  bonds_reset_enabled: bool,
  user_liquidity_enabled: bool,
});
export type SubnetHyperparamsV2 = ValueOf<typeof subnetHyperparamsV2>;

export const hyperparamValue = enumeration("pallet_subtensor::rpc_info::subnet_info::HyperparamValue", {
  Bool: variant(0, bool),
  U16: variant(1, compact(u16)),
  U32: variant(2, compact(u32)),
  U64: variant(3, compact(u64)),
  U128: variant(4, compact(u128)),
  TaoBalance: variant(5, compact(u64)),
  I32F32: variant(6, i32f32),
  U64F64: variant(7, u64f64),
});
export type HyperparamValue = ValueOf<typeof hyperparamValue>;

/** A parameter with its name and a tagged value. */
export const hyperparamEntry = struct("pallet_subtensor::rpc_info::subnet_info::HyperparamEntry", {
  name: bytes,
  value: hyperparamValue,
});
export type HyperparamEntry = ValueOf<typeof hyperparamEntry>;
