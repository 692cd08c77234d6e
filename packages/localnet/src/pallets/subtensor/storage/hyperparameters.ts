import { blake2_128Concat, map, twox64Concat, value } from "../../../frame/index.js";
import { bool, i16, tuple, u16, u32, u64 } from "../../../scale/index.js";
import { recycleOrBurnEnum } from "../types.js";
import { netuid } from "./keys.js";

/** What an owner or root may set of a subnet. */
export const hyperparametersStorage = {
  Rho: map([netuid], u16, 10),
  Kappa: map([netuid], u16, 32_767),
  AlphaSigmoidSteepness: map([netuid], i16, 1000),
  ActivityCutoff: map([netuid], u16, 5000),
  ActivityCutoffFactorMilli: map([netuid], u32, 13_889),
  MinActivityCutoff: value(u16, 360),
  BondsMovingAverage: map([netuid], u64, 900_000n),
  BondsPenalty: map([netuid], u16, 65_535),
  BondsResetOn: map([netuid], bool, false),
  LiquidAlphaOn: map([blake2_128Concat(u16)], bool, false),
  AlphaValues: map([netuid], tuple(u16, u16), [45_875, 58_982]),
  Yuma3On: map([blake2_128Concat(u16)], bool, false),
  ImmunityPeriod: map([netuid], u16, 4096),
  MinAllowedWeights: map([netuid], u16, 1024),
  MaxWeightsLimit: map([netuid], u16, 65_535),
  WeightsVersionKey: map([netuid], u64, 0n),
  WeightsSetRateLimit: map([netuid], u64, 100n),
  CommitRevealWeightsEnabled: map([netuid], bool, true),
  RevealPeriodEpochs: map([twox64Concat(u16)], u64, 1n),
  CommitRevealWeightsVersion: value(u16, 4),
  MinAllowedUids: map([netuid], u16, 64),
  MaxAllowedUids: map([netuid], u16, 256),
  MaxAllowedValidators: map([netuid], u16, 128),
  MinNonImmuneUids: map([netuid], u16, 10),
  ImmuneOwnerUidsLimit: map([netuid], u16, 1),
  ServingRateLimit: map([netuid], u64, 50n),
  TransferToggle: map([netuid], bool, true),
  RecycleOrBurn: map([netuid], recycleOrBurnEnum, { type: "Burn" }),
  OwnerCutEnabled: map([netuid], bool, true),
  OwnerCutAutoLockEnabled: map([netuid], bool, false),
  ValidatorPruneLen: map([netuid], u64, 1n),
  ScalingLawPower: map([netuid], u16, 50),
  AdminFreezeWindow: value(u16, 10),
  OwnerHyperparamRateLimit: value(u16, 2),
  WeightsVersionKeyRateLimit: value(u64, 5n),
  StakeThreshold: value(u64, 0n),
};
