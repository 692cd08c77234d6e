import { identity, map, optionalMap, twox64Concat, value } from "../../../frame/index.js";
import { accountId, bool, bytes, u16, u32, u64, u64f64, unit } from "../../../scale/index.js";
import { lockState, subnetLease } from "../types.js";
import { coldkey, hotkey, netuid } from "./keys.js";

/** Locked stake and leased subnets. */
export const locksStorage = {
  Lock: optionalMap([coldkey, netuid, hotkey], lockState),
  LockingColdkeys: optionalMap([netuid, hotkey, coldkey], unit),
  HotkeyLock: optionalMap([netuid, hotkey], lockState),
  DecayingHotkeyLock: optionalMap([netuid, hotkey], lockState),
  OwnerLock: optionalMap([netuid], lockState),
  DecayingOwnerLock: optionalMap([netuid], lockState),
  DecayingLock: optionalMap([coldkey, netuid], bool),
  MaturityRate: value(u64, 934_866n),
  UnlockRate: value(u64, 934_866n),
  SubnetLeases: optionalMap([twox64Concat(u32)], subnetLease),
  SubnetLeaseShares: map([twox64Concat(u32), identity(accountId)], u64f64, 0n),
  SubnetUidToLeaseId: optionalMap([twox64Concat(u16)], u32),
  NextSubnetLeaseId: value(u32, 0),
  AccumulatedLeaseDividends: map([twox64Concat(u32)], u64, 0n),
  HasMigrationRun: map([identity(bytes)], bool, false),
};
