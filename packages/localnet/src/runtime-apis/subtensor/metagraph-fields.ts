import { activityCutoff, mechanismIndex } from "@taostack/incentive";
import { storage as commitments } from "../../pallets/commitments/declarations.js";
import { registration } from "../../pallets/commitments/types.js";
import { storage } from "../../pallets/subtensor/storage/index.js";
import { subnetName, tokenSymbol } from "./names.js";
import type { SubnetView } from "./subnet-view.js";
import type { SelectiveFields } from "./types/metagraph.js";

/** Which subnet, and of which mechanism the fields that differ. */
export interface MetagraphSubject {
  readonly view: SubnetView;
  readonly mechanism: number;
  /** What the field `netuid` says. */
  readonly shownNetuid: number;
}

type Fields = { readonly [K in keyof SelectiveFields]: (subject: MetagraphSubject) => SelectiveFields[K] };

interface NetuidItem<V> {
  get(at: SubnetView["at"], netuid: number): V;
}

/** A field that is what storage holds for the subnet. */
const stored =
  <V>(item: NetuidItem<V>) =>
  ({ view }: MetagraphSubject): V =>
    item.get(view.at, view.netuid);

const index = ({ view, mechanism }: MetagraphSubject): number => mechanismIndex(view.netuid, mechanism);
const none = (): never[] => [];

/** How each field of a metagraph is read, in the order of their numbers. */
export const metagraphFields: Fields = {
  netuid: ({ shownNetuid }) => shownNetuid,
  name: ({ view }) => subnetName(view.at, view.netuid),
  symbol: ({ view }) => tokenSymbol(view.at, view.netuid),
  identity: ({ view }) => ({ identity: storage.SubnetIdentitiesV3.get(view.at, view.netuid) }),
  network_registered_at: stored(storage.NetworkRegisteredAt),
  owner_hotkey: stored(storage.SubnetOwnerHotkey),
  owner_coldkey: stored(storage.SubnetOwner),
  block: ({ view }) => BigInt(view.at.blockNumber),
  tempo: stored(storage.Tempo),
  last_step: stored(storage.LastMechansimStepBlock),
  blocks_since_last_step: ({ view }) =>
    BigInt(view.at.blockNumber) - storage.LastMechansimStepBlock.get(view.at, view.netuid),
  subnet_emission: () => 0n,
  alpha_in: stored(storage.SubnetAlphaIn),
  alpha_out: stored(storage.SubnetAlphaOut),
  tao_in: stored(storage.SubnetTAO),
  alpha_out_emission: stored(storage.SubnetAlphaOutEmission),
  alpha_in_emission: stored(storage.SubnetAlphaInEmission),
  tao_in_emission: stored(storage.SubnetTaoInEmission),
  pending_alpha_emission: ({ view: { at, netuid } }) =>
    storage.PendingValidatorEmission.get(at, netuid) + storage.PendingServerEmission.get(at, netuid),
  pending_root_emission: () => 0n,
  subnet_volume: stored(storage.SubnetVolume),
  moving_price: stored(storage.SubnetMovingPrice),
  rho: stored(storage.Rho),
  kappa: stored(storage.Kappa),
  min_allowed_weights: stored(storage.MinAllowedWeights),
  max_weights_limit: () => 65_535,
  weights_version: stored(storage.WeightsVersionKey),
  weights_rate_limit: stored(storage.WeightsSetRateLimit),
  activity_cutoff: ({ view }) => activityCutoffOf(view),
  max_validators: stored(storage.MaxAllowedValidators),
  num_uids: stored(storage.SubnetworkN),
  max_uids: stored(storage.MaxAllowedUids),
  burn: stored(storage.Burn),
  difficulty: stored(storage.Difficulty),
  registration_allowed: stored(storage.NetworkRegistrationAllowed),
  pow_registration_allowed: stored(storage.NetworkPowRegistrationAllowed),
  immunity_period: stored(storage.ImmunityPeriod),
  min_difficulty: stored(storage.MinDifficulty),
  max_difficulty: stored(storage.MaxDifficulty),
  min_burn: stored(storage.MinBurn),
  max_burn: stored(storage.MaxBurn),
  adjustment_alpha: stored(storage.AdjustmentAlpha),
  adjustment_interval: stored(storage.AdjustmentInterval),
  target_regs_per_interval: stored(storage.TargetRegistrationsPerInterval),
  max_regs_per_block: stored(storage.MaxRegistrationsPerBlock),
  serving_rate_limit: stored(storage.ServingRateLimit),
  commit_reveal_weights_enabled: stored(storage.CommitRevealWeightsEnabled),
  commit_reveal_period: stored(storage.RevealPeriodEpochs),
  liquid_alpha_enabled: stored(storage.LiquidAlphaOn),
  alpha_high: ({ view }) => storage.AlphaValues.get(view.at, view.netuid)[1],
  alpha_low: ({ view }) => storage.AlphaValues.get(view.at, view.netuid)[0],
  bonds_moving_avg: stored(storage.BondsMovingAverage),
  hotkeys: ({ view }) => [...view.hotkeys],
  coldkeys: ({ view }) => view.coldkeys,
  identities: ({ view }) => view.coldkeys.map((coldkey) => storage.IdentitiesV2.get(view.at, coldkey)),
  axons: ({ view }) => view.axons,
  active: stored(storage.Active),
  validator_permit: stored(storage.ValidatorPermit),
  pruning_score: none,
  last_update: (subject) => storage.LastUpdate.get(subject.view.at, index(subject)),
  emission: stored(storage.Emission),
  dividends: stored(storage.Dividends),
  incentives: (subject) => storage.Incentive.get(subject.view.at, index(subject)),
  consensus: stored(storage.Consensus),
  trust: none,
  rank: none,
  block_at_registration: ({ view }) => view.blockAtRegistration,
  alpha_stake: ({ view }) => view.alphaStake,
  tao_stake: ({ view }) => view.taoStake,
  total_stake: ({ view }) => view.totalStake,
  tao_dividends_per_hotkey: ({ view }) => view.hotkeys.map((hotkey) => [hotkey, 0n]),
  alpha_dividends_per_hotkey: ({ view: { at, netuid, hotkeys } }) =>
    hotkeys.map((hotkey) => [hotkey, storage.AlphaDividendsPerSubnet.get(at, netuid, hotkey)]),
  validators: ({ view: { at, netuid } }) =>
    storage.ValidatorPermit.get(at, netuid).flatMap((permitted, uid) => (permitted ? [uid] : [])),
  commitments: ({ view: { at, netuid } }) =>
    commitments.CommitmentOf.entries(at, netuid).map(([[, hotkey], stored]) => [
      hotkey,
      [...registration.encode(stored)],
    ]),
};

/** Blocks of silence after which a validator counts as inactive. */
export const activityCutoffOf = ({ at, netuid }: SubnetView): bigint =>
  BigInt(activityCutoff(storage.ActivityCutoffFactorMilli.get(at, netuid), storage.Tempo.get(at, netuid)));
