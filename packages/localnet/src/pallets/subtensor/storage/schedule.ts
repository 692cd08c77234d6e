import { map, optionalMap, twox64Concat, value } from "../../../frame/index.js";
import { u8, u16, u64, vec } from "../../../scale/index.js";
import { netuid } from "./keys.js";

/** When epochs run. */
export const scheduleStorage = {
  Tempo: map([netuid], u16, 360),
  LastEpochBlock: map([netuid], u64, 0n),
  PendingEpochAt: map([netuid], u64, 0n),
  SubnetEpochIndex: map([netuid], u64, 0n),
  BlocksSinceLastStep: map([netuid], u64, 0n),
  LastMechansimStepBlock: map([netuid], u64, 0n),
  MaxEpochsPerBlock: value(u8, 2),
  MechanismCountCurrent: map([twox64Concat(u16)], u8, 1),
  MechanismEmissionSplit: optionalMap([twox64Concat(u16)], vec(u16)),
  MaxMechanismCount: value(u8, 2),
};
