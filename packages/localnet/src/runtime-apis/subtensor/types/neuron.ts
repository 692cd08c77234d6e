import { axonInfo, prometheusInfo } from "../../../pallets/subtensor/types.js";
import { accountId, bool, compact, struct, tuple, u16, u64, type ValueOf, vec } from "../../../scale/index.js";

const common = {
  hotkey: accountId,
  coldkey: accountId,
  uid: compact(u16),
  netuid: compact(u16),
  active: bool,
  axon_info: axonInfo,
  prometheus_info: prometheusInfo,
  stake: vec(tuple(accountId, compact(u64))),
  rank: compact(u16),
  emission: compact(u64),
  incentive: compact(u16),
  consensus: compact(u16),
  trust: compact(u16),
  validator_trust: compact(u16),
  dividends: compact(u16),
  last_update: compact(u64),
  validator_permit: bool,
};

/** A neuron with its weights and bonds. Fractions are parts of 65535, stake and emission rao. */
export const neuronInfo = struct("pallet_subtensor::rpc_info::neuron_info::NeuronInfo", {
  ...common,
  weights: vec(tuple(compact(u16), compact(u16))),
  bonds: vec(tuple(compact(u16), compact(u16))),
  pruning_score: compact(u16),
});
export type NeuronInfo = ValueOf<typeof neuronInfo>;

/** A neuron without weights and bonds. */
export const neuronInfoLite = struct("pallet_subtensor::rpc_info::neuron_info::NeuronInfoLite", {
  ...common,
  pruning_score: compact(u16),
});
export type NeuronInfoLite = ValueOf<typeof neuronInfoLite>;
