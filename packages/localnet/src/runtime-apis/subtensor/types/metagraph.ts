import { axonInfo, chainIdentityV2, subnetIdentityV3 } from "../../../pallets/subtensor/types.js";
import {
  type AnyType,
  accountId,
  bool,
  compact,
  i96f32,
  option,
  ScaleType,
  struct,
  tuple,
  u8,
  u16,
  u64,
  u128,
  type ValueOf,
  vec,
} from "../../../scale/index.js";

const fields = {
  netuid: compact(u16),
  name: vec(compact(u8)),
  symbol: vec(compact(u8)),
  identity: option(subnetIdentityV3),
  network_registered_at: compact(u64),
  owner_hotkey: accountId,
  owner_coldkey: accountId,
  block: compact(u64),
  tempo: compact(u16),
  last_step: compact(u64),
  blocks_since_last_step: compact(u64),
  subnet_emission: compact(u64),
  alpha_in: compact(u64),
  alpha_out: compact(u64),
  tao_in: compact(u64),
  alpha_out_emission: compact(u64),
  alpha_in_emission: compact(u64),
  tao_in_emission: compact(u64),
  pending_alpha_emission: compact(u64),
  pending_root_emission: compact(u64),
  subnet_volume: compact(u128),
  moving_price: i96f32,
  rho: compact(u16),
  kappa: compact(u16),
  min_allowed_weights: compact(u16),
  max_weights_limit: compact(u16),
  weights_version: compact(u64),
  weights_rate_limit: compact(u64),
  activity_cutoff: compact(u64),
  max_validators: compact(u16),
  num_uids: compact(u16),
  max_uids: compact(u16),
  burn: compact(u64),
  difficulty: compact(u64),
  registration_allowed: bool,
  pow_registration_allowed: bool,
  immunity_period: compact(u16),
  min_difficulty: compact(u64),
  max_difficulty: compact(u64),
  min_burn: compact(u64),
  max_burn: compact(u64),
  adjustment_alpha: compact(u64),
  adjustment_interval: compact(u16),
  target_regs_per_interval: compact(u16),
  max_regs_per_block: compact(u16),
  serving_rate_limit: compact(u64),
  commit_reveal_weights_enabled: bool,
  commit_reveal_period: compact(u64),
  liquid_alpha_enabled: bool,
  alpha_high: compact(u16),
  alpha_low: compact(u16),
  bonds_moving_avg: compact(u64),
  hotkeys: vec(accountId),
  coldkeys: vec(accountId),
  identities: vec(option(chainIdentityV2)),
  axons: vec(axonInfo),
  active: vec(bool),
  validator_permit: vec(bool),
  pruning_score: vec(compact(u16)),
  last_update: vec(compact(u64)),
  emission: vec(compact(u64)),
  dividends: vec(compact(u16)),
  incentives: vec(compact(u16)),
  consensus: vec(compact(u16)),
  trust: vec(compact(u16)),
  rank: vec(compact(u16)),
  block_at_registration: vec(compact(u64)),
  alpha_stake: vec(compact(u64)),
  tao_stake: vec(compact(u64)),
  total_stake: vec(compact(u64)),
  tao_dividends_per_hotkey: vec(tuple(accountId, compact(u64))),
  alpha_dividends_per_hotkey: vec(tuple(accountId, compact(u64))),
};

/** A whole subnet: pool, hyperparameters, and columns over its uids. Names are lists of bytes, amounts rao. */
export const metagraph = struct("pallet_subtensor::rpc_info::metagraph::Metagraph", fields);
export type Metagraph = ValueOf<typeof metagraph>;

/** What `identity` holds if it was asked for: an option within an option. */
const askedIdentity = new ScaleType<{ readonly identity: Metagraph["identity"] }>(
  {
    read: (input) => ({ identity: fields.identity.codec.read(input) }),
    write: (out, { identity }) => fields.identity.codec.write(out, identity),
    minBytes: 1,
  },
  () => fields.identity.definition,
);

/** The fields that a client may ask for, in the order of their numbers. */
export const selectiveFields = {
  ...fields,
  identity: askedIdentity,
  validators: vec(compact(u16)),
  commitments: vec(tuple(accountId, vec(compact(u8)))),
};
export type SelectiveFields = { readonly [K in keyof typeof selectiveFields]: ValueOf<(typeof selectiveFields)[K]> };

const { netuid, ...others } = selectiveFields;
const optionalFields = Object.fromEntries(Object.entries(others).map(([name, type]) => [name, option<unknown>(type)]));

/** A metagraph with some of its fields. */
export const selectiveMetagraph = struct<Record<string, AnyType>>(
  "pallet_subtensor::rpc_info::metagraph::SelectiveMetagraph",
  {
    netuid,
    ...optionalFields,
  },
);
