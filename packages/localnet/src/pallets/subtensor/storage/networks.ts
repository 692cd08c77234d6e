import { blake2_128Concat, map, optionalMap, value } from "../../../frame/index.js";
import { accountId, bool, bytes, u16, u32, u64 } from "../../../scale/index.js";
import { subnetIdentityV3, ZERO_ACCOUNT } from "../types.js";
import { netuid } from "./keys.js";

/** Which subnets exist, who owns them, and what creating one costs. */
export const networksStorage = {
  TotalNetworks: value(u16, 0),
  NetworksAdded: map([netuid], bool, false),
  SubnetMechanism: map([netuid], u16, 0),
  SubnetworkN: map([netuid], u16, 0),
  NetworkRegisteredAt: map([netuid], u64, 0n),
  RegisteredSubnetCounter: map([netuid], u64, 0n),
  FirstEmissionBlockNumber: optionalMap([netuid], u64),
  SubtokenEnabled: map([netuid], bool, false),
  SubnetEmissionEnabled: map([netuid], bool, true),
  SubnetOwner: map([netuid], accountId, ZERO_ACCOUNT),
  SubnetOwnerHotkey: map([netuid], accountId, ZERO_ACCOUNT),
  SubnetLocked: map([netuid], u64, 0n),
  LargestLocked: map([netuid], u64, 0n),
  TokenSymbol: map([netuid], bytes, Uint8Array.of(0xf0, 0x9d, 0x9c, 0x8f)),
  SubnetIdentitiesV3: optionalMap([blake2_128Concat(u16)], subnetIdentityV3),
  SubnetLimit: value(u16, 128),
  NetworkImmunityPeriod: value(u64, 1_296_000n),
  StartCallDelay: value(u64, 0n),
  NetworkMinLockCost: value(u64, 1_000_000_000_000n),
  NetworkLastLockCost: value(u64, 1_000_000_000_000n),
  NetworkLockReductionInterval: value(u64, 100_800n),
  NetworkRateLimit: value(u64, 7200n),
  NetworkRegistrationStartBlock: value(u64, 0n),
  TaoInRefundDeploymentBlock: value(u64, 0n),
  DissolveNetworkScheduleDuration: value(u32, 36_000),
};
