import type { ReadContext } from "../../frame/index.js";
import { allNetuids } from "../../pallets/subtensor/networks/networks.js";
import { storage } from "../../pallets/subtensor/storage/index.js";
import { subnetName, tokenSymbol } from "./names.js";
import { SubnetView } from "./subnet-view.js";
import type { DynamicInfo, SubnetInfo, SubnetInfov2, SubnetState } from "./types/subnet.js";

export function readSubnetInfo(at: ReadContext, netuid: number): SubnetInfo {
  return { ...commonInfo(at, netuid), emission_values: 0n };
}

export const readSubnetInfoV2 = (at: ReadContext, netuid: number): SubnetInfov2 => ({
  ...commonInfo(at, netuid),
  emission_value: 0n,
  identity: storage.SubnetIdentitiesV3.get(at, netuid),
});

const commonInfo = (at: ReadContext, netuid: number): Omit<SubnetInfo, "emission_values"> => ({
  netuid,
  rho: storage.Rho.get(at, netuid),
  kappa: storage.Kappa.get(at, netuid),
  difficulty: storage.Difficulty.get(at, netuid),
  immunity_period: storage.ImmunityPeriod.get(at, netuid),
  max_allowed_validators: storage.MaxAllowedValidators.get(at, netuid),
  min_allowed_weights: storage.MinAllowedWeights.get(at, netuid),
  max_weights_limit: 65_535,
  scaling_law_power: storage.ScalingLawPower.get(at, netuid),
  subnetwork_n: storage.SubnetworkN.get(at, netuid),
  max_allowed_uids: storage.MaxAllowedUids.get(at, netuid),
  blocks_since_last_step: storage.BlocksSinceLastStep.get(at, netuid),
  tempo: storage.Tempo.get(at, netuid),
  network_modality: 0,
  network_connect: [],
  burn: storage.Burn.get(at, netuid),
  owner: storage.SubnetOwner.get(at, netuid),
});

export function readDynamicInfo(at: ReadContext, netuid: number): DynamicInfo {
  const lastStep = storage.LastMechansimStepBlock.get(at, netuid);
  const pending = storage.PendingValidatorEmission.get(at, netuid) + storage.PendingServerEmission.get(at, netuid);
  return {
    netuid,
    owner_hotkey: storage.SubnetOwnerHotkey.get(at, netuid),
    owner_coldkey: storage.SubnetOwner.get(at, netuid),
    subnet_name: subnetName(at, netuid),
    token_symbol: tokenSymbol(at, netuid),
    tempo: storage.Tempo.get(at, netuid),
    last_step: lastStep,
    blocks_since_last_step: BigInt(at.blockNumber) - lastStep,
    emission: 0n,
    alpha_in: storage.SubnetAlphaIn.get(at, netuid),
    alpha_out: storage.SubnetAlphaOut.get(at, netuid),
    tao_in: storage.SubnetTAO.get(at, netuid),
    alpha_out_emission: storage.SubnetAlphaOutEmission.get(at, netuid),
    alpha_in_emission: storage.SubnetAlphaInEmission.get(at, netuid),
    tao_in_emission: storage.SubnetTaoInEmission.get(at, netuid),
    pending_alpha_emission: pending,
    pending_root_emission: 0n,
    subnet_volume: storage.SubnetVolume.get(at, netuid),
    network_registered_at: storage.NetworkRegisteredAt.get(at, netuid),
    subnet_identity: storage.SubnetIdentitiesV3.get(at, netuid),
    moving_price: storage.SubnetMovingPrice.get(at, netuid),
  };
}

export function readSubnetState(at: ReadContext, netuid: number): SubnetState {
  const view = new SubnetView(at, netuid);
  return {
    netuid,
    hotkeys: [...view.hotkeys],
    coldkeys: view.coldkeys,
    active: storage.Active.get(at, netuid),
    validator_permit: storage.ValidatorPermit.get(at, netuid),
    pruning_score: [],
    last_update: storage.LastUpdate.get(at, netuid),
    emission: storage.Emission.get(at, netuid),
    dividends: storage.Dividends.get(at, netuid),
    incentives: storage.Incentive.get(at, netuid),
    consensus: storage.Consensus.get(at, netuid),
    trust: [],
    rank: [],
    block_at_registration: view.blockAtRegistration,
    alpha_stake: view.alphaStake,
    tao_stake: view.taoStake,
    total_stake: view.totalStake,
    emission_history: allNetuids(at).map((other) =>
      view.hotkeys.map((hotkey) => storage.LastHotkeyEmissionOnNetuid.get(at, hotkey, other)),
    ),
  };
}
