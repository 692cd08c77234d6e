import type { SparseRows } from "./sparse-rows.js";

/** What one epoch of one mechanism reads from storage. All vectors are indexed by UID. */
export interface EpochInput {
  /** `SubnetworkN`: the number of UIDs. */
  readonly n: number;
  /** `System.Number` of the block in which the epoch runs. */
  readonly currentBlock: number;
  /** `LastMechansimStepBlock` (spelt so on chain): block of the previous completed epoch; 0 for never. */
  readonly lastMechanismStepBlock: number;
  /** Alpha of this mechanism to split, u64 rao: its part of pending server + validator + root alpha. */
  readonly emission: bigint;

  /** Alpha stake after inheritance, u64 rao: `inheritedStake` over `TotalHotkeyAlpha(hotkey, netuid)`. */
  readonly alphaStake: ArrayLike<bigint>;
  /** Root stake after inheritance, u64 rao: `inheritedStake` over `TotalHotkeyAlpha(hotkey, 0)`, this subnet's keys. */
  readonly rootStake: ArrayLike<bigint>;
  /** `LastUpdate(index)`, block numbers. Padded with 0 when shorter than n; entries past n are ignored. */
  readonly lastUpdate: ArrayLike<number>;
  /** `BlockAtRegistration`, block numbers. */
  readonly blockAtRegistration: ArrayLike<number>;
  /** `ValidatorPermit` as the previous epoch left it. If shorter than n, the rest have none. */
  readonly validatorPermit: ArrayLike<boolean | number>;
  /** UID of `SubnetOwnerHotkey`, if it is registered. */
  readonly ownerUid?: number | undefined;

  /** `Weights(index, uid)`, u16 as stored (max-upscaled), in stored order. Entries for UIDs ≥ n are ignored. */
  readonly weights: SparseRows;
  /** `Bonds(index, uid)`, u16. */
  readonly bonds: SparseRows;
  /**
   * Per validator the block of its earliest unexpired weight commit, `Infinity` for none. Give it exactly when
   * `CommitRevealWeightsEnabled` is set: weights on a UID registered after that block are masked.
   */
  readonly commitBlocks?: ArrayLike<number> | undefined;

  readonly hyperparameters: EpochHyperparameters;
}

/** The hyperparameters that the epoch reads, named as in storage. */
export interface EpochHyperparameters {
  /** `Tempo`, blocks, u16. */
  readonly tempo: number;
  /** `ActivityCutoffFactorMilli`, thousandths of a tempo, u32. */
  readonly activityCutoffFactorMilli: number;
  /** `MaxAllowedValidators`, u16. */
  readonly maxAllowedValidators: number;
  /** `Kappa`, u16 of 65535: the majority that a consensus weight needs. */
  readonly kappa: number;
  /** `BondsPenalty`, u16 of 65535: 65535 builds bonds on clipped weights, 0 on weights as set. */
  readonly bondsPenalty: number;
  /** `BondsMovingAverage`, u64 of 10^6: what old bonds weigh. */
  readonly bondsMovingAverage: bigint;
  /** `Yuma3On`. */
  readonly yuma3On: boolean;
  /** `LiquidAlphaOn`. Without `Yuma3On` it has no effect. */
  readonly liquidAlphaOn: boolean;
  /** `AlphaValues` (low, high), u16 of 65535 each. */
  readonly alphaValues: readonly [low: number, high: number];
  /** `AlphaSigmoidSteepness`, i16, hundredths. */
  readonly alphaSigmoidSteepness: number;
  /** `StakeThreshold` (network wide), u64 rao: a smaller stake counts as none, unless it is the owner's. */
  readonly stakeThreshold: bigint;
  /** `TaoWeight` (network wide), u64 of 2^64 − 1: what root stake weighs against alpha. */
  readonly taoWeight: bigint;
}

/** What one epoch of one mechanism yields, as the chain stores it. All vectors have length n. */
export interface EpochOutput {
  /** `Active`: 0 or 1. */
  readonly active: Uint8Array;
  /** `ValidatorPermit` for the next epoch: 0 or 1. */
  readonly validatorPermit: Uint8Array;
  /** `StakeWeight`, u16 of 65535. */
  readonly stakeWeight: Uint16Array;
  /** `Consensus`, u16 of 65535. */
  readonly consensus: Uint16Array;
  /** `Incentive(index)`, u16 of 65535. */
  readonly incentive: Uint16Array;
  /** `Dividends`, u16 of 65535. */
  readonly dividends: Uint16Array;
  /** `ValidatorTrust`, u16 of 65535. */
  readonly validatorTrust: Uint16Array;
  /** `Emission`, u64 rao of alpha: miners' and validators' part together. Ranks neurons for pruning. */
  readonly emission: BigUint64Array;
  /** What the UID is paid as a miner, u64 rao of alpha. */
  readonly serverEmission: BigUint64Array;
  /** The UID's proportion of the validators' part, u64 rao of alpha. */
  readonly validatorEmission: BigUint64Array;
  /** `Bonds(index, uid)`, u16; an empty row for a UID without a new permit. */
  readonly bonds: SparseRows;
}
