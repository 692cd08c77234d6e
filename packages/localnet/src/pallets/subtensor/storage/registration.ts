import { identity, map } from "../../../frame/index.js";
import { bool, bytes, u16, u64, u64f64 } from "../../../scale/index.js";
import { netuid } from "./keys.js";

/** The price of a uid, and counters of registrations. */
export const registrationStorage = {
  Burn: map([netuid], u64, 100_000_000n),
  MinBurn: map([netuid], u64, 500_000n),
  MaxBurn: map([netuid], u64, 100_000_000_000n),
  BurnHalfLife: map([netuid], u16, 360),
  BurnIncreaseMult: map([netuid], u64f64, 23_242_897_532_874_035_200n),
  NetworkRegistrationAllowed: map([netuid], bool, true),
  NetworkPowRegistrationAllowed: map([netuid], bool, true),
  RegistrationsThisBlock: map([netuid], u16, 0),
  RegistrationsThisInterval: map([netuid], u16, 0),
  POWRegistrationsThisInterval: map([netuid], u16, 0),
  BurnRegistrationsThisInterval: map([netuid], u16, 0),
  MaxRegistrationsPerBlock: map([netuid], u16, 1),
  TargetRegistrationsPerInterval: map([netuid], u16, 2),
  RAORecycledForRegistration: map([netuid], u64, 0n),
  Difficulty: map([netuid], u64, 10_000_000n),
  MinDifficulty: map([netuid], u64, 10_000_000n),
  MaxDifficulty: map([netuid], u64, 4_611_686_018_427_387_903n),
  AdjustmentInterval: map([netuid], u16, 100),
  AdjustmentAlpha: map([netuid], u64, 0n),
  LastAdjustmentBlock: map([netuid], u64, 0n),
  UsedWork: map([identity(bytes)], u64, 0n),
};
