import type { Context } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { forgetCommitments } from "../../commitments/forget.js";
import { swapStorage } from "../../swap/storage.js";
import { indicesOf } from "../neurons/uids.js";
import { storage } from "../storage/index.js";

interface ByNetuid {
  clear(ctx: Context, netuid: number): number;
}

/** Kept on purpose, as on chain, for the next subnet of that netuid: what is not named here. */
const BY_NETUID: readonly ByNetuid[] = [
  storage.NetworksAdded,
  storage.SubnetMechanism,
  storage.SubnetworkN,
  storage.NetworkRegisteredAt,
  storage.FirstEmissionBlockNumber,
  storage.SubtokenEnabled,
  storage.SubnetOwner,
  storage.SubnetOwnerHotkey,
  storage.SubnetLocked,
  storage.LargestLocked,
  storage.TokenSymbol,
  storage.SubnetIdentitiesV3,
  storage.SubnetTAO,
  storage.SubnetAlphaIn,
  storage.SubnetAlphaOut,
  storage.SubnetProtocolAlpha,
  storage.SubnetVolume,
  storage.SubnetMovingPrice,
  storage.EMAPriceHalvingBlocks,
  storage.SubnetTaoInEmission,
  storage.SubnetAlphaInEmission,
  storage.SubnetAlphaOutEmission,
  storage.SubnetExcessTao,
  storage.SubnetRootSellTao,
  storage.SubnetTaoFlow,
  storage.SubnetEmaTaoFlow,
  storage.SubnetProtocolFlow,
  storage.SubnetEmaProtocolFlow,
  storage.MinerBurned,
  storage.PendingServerEmission,
  storage.PendingValidatorEmission,
  storage.PendingRootAlphaDivs,
  storage.PendingOwnerCut,
  storage.Tempo,
  storage.LastEpochBlock,
  storage.PendingEpochAt,
  storage.SubnetEpochIndex,
  storage.BlocksSinceLastStep,
  storage.LastMechansimStepBlock,
  storage.MechanismCountCurrent,
  storage.MechanismEmissionSplit,
  storage.Rho,
  storage.Kappa,
  storage.AlphaSigmoidSteepness,
  storage.ActivityCutoff,
  storage.ActivityCutoffFactorMilli,
  storage.BondsMovingAverage,
  storage.BondsPenalty,
  storage.BondsResetOn,
  storage.LiquidAlphaOn,
  storage.AlphaValues,
  storage.Yuma3On,
  storage.ImmunityPeriod,
  storage.MinAllowedWeights,
  storage.WeightsVersionKey,
  storage.WeightsSetRateLimit,
  storage.CommitRevealWeightsEnabled,
  storage.RevealPeriodEpochs,
  storage.get_commit_reveal_weights_enabled,
  storage.get_commit_reveal_period,
  storage.MaxAllowedUids,
  storage.MaxAllowedValidators,
  storage.ImmuneOwnerUidsLimit,
  storage.ServingRateLimit,
  storage.TransferToggle,
  storage.OwnerCutAutoLockEnabled,
  storage.Burn,
  storage.MinBurn,
  storage.MaxBurn,
  storage.BurnHalfLife,
  storage.BurnIncreaseMult,
  storage.NetworkRegistrationAllowed,
  storage.NetworkPowRegistrationAllowed,
  storage.RegistrationsThisBlock,
  storage.RegistrationsThisInterval,
  storage.MaxRegistrationsPerBlock,
  storage.TargetRegistrationsPerInterval,
  storage.RAORecycledForRegistration,
  storage.Difficulty,
  storage.MinDifficulty,
  storage.MaxDifficulty,
  storage.Keys,
  storage.Uids,
  storage.BlockAtRegistration,
  storage.Axons,
  storage.NeuronCertificates,
  storage.Prometheus,
  storage.AssociatedEvmAddress,
  storage.Active,
  storage.Consensus,
  storage.Dividends,
  storage.Emission,
  storage.ValidatorTrust,
  storage.ValidatorPermit,
  storage.StakeWeight,
  storage.LoadedEmission,
  storage.AlphaDividendsPerSubnet,
  storage.RootAlphaDividendsPerSubnet,
  storage.PendingChildKeys,
  storage.LockingColdkeys,
  storage.HotkeyLock,
  storage.DecayingHotkeyLock,
  storage.OwnerLock,
  storage.DecayingOwnerLock,
  swapStorage.SwapBalancer,
  swapStorage.PalSwapInitialized,
];

const BY_INDEX: readonly ByNetuid[] = [
  storage.Incentive,
  storage.LastUpdate,
  storage.Weights,
  storage.Bonds,
  storage.WeightCommits,
  storage.TimelockedWeightCommits,
];

interface ByHotkey {
  keys(ctx: Context): (readonly [AccountId, number])[];
  remove(ctx: Context, hotkey: AccountId, netuid: number): void;
}

const BY_HOTKEY: readonly ByHotkey[] = [
  storage.IsNetworkMember,
  storage.ChildkeyTake,
  storage.ChildKeys,
  storage.ParentKeys,
  storage.TotalHotkeyAlpha,
  storage.TotalHotkeySharesV2,
  storage.TotalHotkeyAlphaLastEpoch,
  storage.LastHotkeyEmissionOnNetuid,
];

/** Deletes what is stored of a subnet. */
export function clearSubnet(ctx: Context, netuid: number): void {
  for (const index of indicesOf(ctx, netuid)) for (const item of BY_INDEX) item.clear(ctx, index);
  for (const item of BY_HOTKEY) {
    for (const [hotkey, subnet] of item.keys(ctx)) if (subnet === netuid) item.remove(ctx, hotkey, netuid);
  }
  for (const [hotkey, coldkey, subnet] of storage.AlphaV2.keys(ctx)) {
    if (subnet === netuid) storage.AlphaV2.remove(ctx, hotkey, coldkey, netuid);
  }
  for (const [coldkey, subnet] of storage.Lock.keys(ctx))
    if (subnet === netuid) storage.Lock.clear(ctx, coldkey, netuid);
  for (const [coldkey, subnet] of storage.DecayingLock.keys(ctx))
    if (subnet === netuid) storage.DecayingLock.remove(ctx, coldkey, netuid);
  for (const item of BY_NETUID) item.clear(ctx, netuid);
  forgetCommitments(ctx, netuid);
}
