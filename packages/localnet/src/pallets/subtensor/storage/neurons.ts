import { map, optionalMap, twox64Concat } from "../../../frame/index.js";
import { accountId, bool, h160, tuple, u16, u64, vec } from "../../../scale/index.js";
import { axonInfo, neuronCertificate, prometheusInfo, ZERO_ACCOUNT } from "../types.js";
import { hotkey, netuid, netuidIndex, uid } from "./keys.js";

/** The neurons of a subnet and the results of its last epoch. */
export const neuronsStorage = {
  Keys: map([netuid, uid], accountId, ZERO_ACCOUNT),
  Uids: optionalMap([netuid, hotkey], u16),
  IsNetworkMember: map([hotkey, netuid], bool, false),
  BlockAtRegistration: map([netuid, uid], u64, 0n),
  Axons: optionalMap([netuid, hotkey], axonInfo),
  NeuronCertificates: optionalMap([netuid, hotkey], neuronCertificate),
  Prometheus: optionalMap([netuid, hotkey], prometheusInfo),
  AssociatedEvmAddress: optionalMap([twox64Concat(u16), twox64Concat(u16)], tuple(h160, u64)),
  Active: map([netuid], vec(bool), []),
  Consensus: map([netuid], vec(u16), []),
  Incentive: map([netuidIndex], vec(u16), []),
  Dividends: map([netuid], vec(u16), []),
  Emission: map([netuid], vec(u64), []),
  ValidatorTrust: map([netuid], vec(u16), []),
  ValidatorPermit: map([netuid], vec(bool), []),
  StakeWeight: map([netuid], vec(u16), []),
  LastUpdate: map([netuidIndex], vec(u64), []),
  LoadedEmission: optionalMap([netuid], vec(tuple(accountId, u64, u64))),
  VotingPower: map([netuid, hotkey], u64, 0n),
  VotingPowerTrackingEnabled: map([netuid], bool, false),
  VotingPowerDisableAtBlock: map([netuid], u64, 0n),
  VotingPowerEmaAlpha: map([netuid], u64, 3_570_000_000_000_000n),
};
