import { I32F32 } from "@taostack/incentive";
import type { ReadContext } from "../../frame/index.js";
import { storage } from "../../pallets/subtensor/storage/index.js";
import { activityCutoffOf } from "./metagraph-fields.js";
import { SubnetView } from "./subnet-view.js";
import type {
  HyperparamEntry,
  HyperparamValue,
  SubnetHyperparams,
  SubnetHyperparamsV2,
} from "./types/hyperparameters.js";

export function readHyperparameters(at: ReadContext, netuid: number): SubnetHyperparams {
  const [alpha_low, alpha_high] = storage.AlphaValues.get(at, netuid);
  return {
    rho: storage.Rho.get(at, netuid),
    kappa: storage.Kappa.get(at, netuid),
    immunity_period: storage.ImmunityPeriod.get(at, netuid),
    min_allowed_weights: storage.MinAllowedWeights.get(at, netuid),
    max_weights_limit: 65_535,
    tempo: storage.Tempo.get(at, netuid),
    min_difficulty: storage.MinDifficulty.get(at, netuid),
    max_difficulty: storage.MaxDifficulty.get(at, netuid),
    weights_version: storage.WeightsVersionKey.get(at, netuid),
    weights_rate_limit: storage.WeightsSetRateLimit.get(at, netuid),
    adjustment_interval: storage.AdjustmentInterval.get(at, netuid),
    activity_cutoff: activityCutoffOf(new SubnetView(at, netuid)),
    registration_allowed: storage.NetworkRegistrationAllowed.get(at, netuid),
    target_regs_per_interval: storage.TargetRegistrationsPerInterval.get(at, netuid),
    min_burn: storage.MinBurn.get(at, netuid),
    max_burn: storage.MaxBurn.get(at, netuid),
    bonds_moving_avg: storage.BondsMovingAverage.get(at, netuid),
    max_regs_per_block: storage.MaxRegistrationsPerBlock.get(at, netuid),
    serving_rate_limit: storage.ServingRateLimit.get(at, netuid),
    max_validators: storage.MaxAllowedValidators.get(at, netuid),
    adjustment_alpha: storage.AdjustmentAlpha.get(at, netuid),
    difficulty: storage.Difficulty.get(at, netuid),
    commit_reveal_period: storage.RevealPeriodEpochs.get(at, netuid),
    commit_reveal_weights_enabled: storage.CommitRevealWeightsEnabled.get(at, netuid),
    alpha_high,
    alpha_low,
    liquid_alpha_enabled: storage.LiquidAlphaOn.get(at, netuid),
  };
}

export const readHyperparametersV2 = (at: ReadContext, netuid: number): SubnetHyperparamsV2 => ({
  ...readHyperparameters(at, netuid),
  alpha_sigmoid_steepness: I32F32.fromInteger(storage.AlphaSigmoidSteepness.get(at, netuid)),
  yuma_version: storage.Yuma3On.get(at, netuid) ? 3 : 2,
  subnet_is_active: storage.SubtokenEnabled.get(at, netuid),
  transfers_enabled: storage.TransferToggle.get(at, netuid),
  bonds_reset_enabled: storage.BondsResetOn.get(at, netuid),
  user_liquidity_enabled: false,
});

/** Named values; clients find what they know and show the rest. */
export function readHyperparametersV3(at: ReadContext, netuid: number): HyperparamEntry[] {
  const v2 = readHyperparametersV2(at, netuid);
  const bool = (value: boolean): HyperparamValue => ({ type: "Bool", value });
  const u16 = (value: number): HyperparamValue => ({ type: "U16", value });
  const u64 = (value: bigint): HyperparamValue => ({ type: "U64", value });
  const rao = (value: bigint): HyperparamValue => ({ type: "TaoBalance", value });
  const entries: Readonly<Record<string, HyperparamValue>> = {
    kappa: u16(v2.kappa),
    immunity_period: u16(v2.immunity_period),
    min_allowed_weights: u16(v2.min_allowed_weights),
    max_weights_limit: u16(v2.max_weights_limit),
    tempo: u16(v2.tempo),
    weights_version: u64(v2.weights_version),
    weights_rate_limit: u64(v2.weights_rate_limit),
    activity_cutoff: u64(v2.activity_cutoff),
    activity_cutoff_factor: { type: "U32", value: storage.ActivityCutoffFactorMilli.get(at, netuid) },
    registration_allowed: bool(v2.registration_allowed),
    target_regs_per_interval: u16(v2.target_regs_per_interval),
    min_burn: rao(v2.min_burn),
    max_burn: rao(v2.max_burn),
    burn_half_life: u16(storage.BurnHalfLife.get(at, netuid)),
    burn_increase_mult: { type: "U64F64", value: storage.BurnIncreaseMult.get(at, netuid) },
    bonds_moving_avg: u64(v2.bonds_moving_avg),
    max_regs_per_block: u16(v2.max_regs_per_block),
    serving_rate_limit: u64(v2.serving_rate_limit),
    max_validators: u16(v2.max_validators),
    commit_reveal_period: u64(v2.commit_reveal_period),
    commit_reveal_weights_enabled: bool(v2.commit_reveal_weights_enabled),
    alpha_high: u16(v2.alpha_high),
    alpha_low: u16(v2.alpha_low),
    liquid_alpha_enabled: bool(v2.liquid_alpha_enabled),
    alpha_sigmoid_steepness: { type: "I32F32", value: v2.alpha_sigmoid_steepness },
    yuma_version: u16(v2.yuma_version),
    subnet_is_active: bool(v2.subnet_is_active),
    transfers_enabled: bool(v2.transfers_enabled),
    bonds_reset_enabled: bool(v2.bonds_reset_enabled),
    user_liquidity_enabled: bool(v2.user_liquidity_enabled),
    owner_cut_enabled: bool(storage.OwnerCutEnabled.get(at, netuid)),
    owner_cut_auto_lock_enabled: bool(storage.OwnerCutAutoLockEnabled.get(at, netuid)),
    min_childkey_take: u16(storage.MinChildkeyTakePerSubnet.get(at, netuid)),
  };
  const encoder = new TextEncoder();
  return Object.entries(entries).map(([name, value]) => ({ name: encoder.encode(name), value }));
}
