import type { SparseRows, UidPairs } from "../epoch/sparse-rows.js";
import type { EpochHyperparameters, EpochOutput } from "../epoch/types.js";
import type { EpochColumn } from "./epoch-column.js";

/** A subnet before the first simulated epoch. Only the stakes are needed; they also say how many UIDs there are. */
export interface SimulatedSubnet {
  /** Alpha stake by UID after inheritance, u64 rao. */
  readonly alphaStake: ArrayLike<bigint>;
  /** Root stake by UID after inheritance, u64 rao. Default 0. */
  readonly rootStake?: ArrayLike<bigint>;
  /** What differs from `NEW_SUBNET_HYPERPARAMETERS`. */
  readonly hyperparameters?: Partial<EpochHyperparameters>;
  /** UID of `SubnetOwnerHotkey`. */
  readonly ownerUid?: number | undefined;
  /** Block of the epoch before the first simulated one, which runs a tempo later. Default 2. */
  readonly lastMechanismStepBlock?: number;
  /** `BlockAtRegistration`. Default 1 for each. */
  readonly blockAtRegistration?: ArrayLike<number>;
  /** `LastUpdate`. Default: the registration blocks. */
  readonly lastUpdate?: ArrayLike<number>;
  /** `ValidatorPermit` in force. Default: what an epoch over the stakes alone gives out. */
  readonly validatorPermit?: ArrayLike<boolean | number>;
  /** Default: none. */
  readonly weights?: SparseRows;
  /** Default: none. */
  readonly bonds?: SparseRows;
}

/**
 * A validator's weights, u16 as `set_weights` takes them and stored max-upscaled: pairs in the order submitted, or one
 * value per UID (zeros included, which is not the same as no entry). An empty list takes all weights away.
 */
export type WeightRow = UidPairs | ArrayLike<number>;

type ByUid<T> = Readonly<Record<number, T>>;

/** What happens between two epochs, in this order. All of it lasts. */
export interface EpochChange {
  readonly hyperparameters?: Partial<EpochHyperparameters>;
  /** UIDs that newcomers take over in the block after the last epoch, without stake, weights or permit. */
  readonly register?: readonly number[];
  /** UIDs whose bonds are deleted, as a commitment with the reset flag does. */
  readonly resetBonds?: readonly number[];
  /** New alpha stake, u64 rao. */
  readonly alphaStake?: ByUid<bigint>;
  /** New root stake, u64 rao. */
  readonly rootStake?: ByUid<bigint>;
  /** Weights set in the block before the epoch. */
  readonly weights?: ByUid<WeightRow>;
}

/** What a strategy can see before an epoch. */
export interface SimulationView {
  /** Counts from 0. */
  readonly epoch: number;
  readonly alphaStake: readonly bigint[];
  readonly rootStake: readonly bigint[];
  /** Weights in force, as stored. */
  readonly weights: readonly UidPairs[];
  /** Result of the epoch before; undefined before the first. */
  readonly previous: EpochOutput | undefined;
}

export interface Scenario {
  /** How many epochs to run, at most `MAX_SIMULATED_EPOCHS`. */
  readonly epochs: number;
  /** What changes before which epoch (from 0), as a table or decided from what happened so far. */
  readonly changes?: Readonly<Record<number, EpochChange>> | ((view: SimulationView) => EpochChange | undefined);
  /** Alpha that an epoch gives out, u64 rao. Default 10^9. */
  readonly emission?: bigint | ((epoch: number) => bigint);
  /** Whose pay becomes stake of the same UID after each epoch. Default nobody's. */
  readonly reinvest?: "nobody" | "validators" | "everybody";
  /** Whether validators set their weights again before every epoch, which keeps them active. Default true. */
  readonly resubmit?: boolean;
  /**
   * `RevealPeriodEpochs` of a subnet with commit-reveal: weights count that many epochs less one after their commit.
   * Undefined: commit-reveal is off.
   */
  readonly revealPeriodEpochs?: number;
}

/** What each epoch did, one typed array per quantity, laid out epoch after epoch. Units as in `EpochOutput`. */
export interface Simulation {
  readonly epochs: number;
  readonly n: number;
  /** Block of each epoch. */
  readonly blocks: Float64Array;
  /** Alpha stake with which the epoch ran. */
  readonly alphaStake: EpochColumn<BigUint64Array>;
  readonly active: EpochColumn<Uint8Array>;
  readonly validatorPermit: EpochColumn<Uint8Array>;
  readonly stakeWeight: EpochColumn<Uint16Array>;
  readonly consensus: EpochColumn<Uint16Array>;
  readonly incentive: EpochColumn<Uint16Array>;
  readonly dividends: EpochColumn<Uint16Array>;
  readonly validatorTrust: EpochColumn<Uint16Array>;
  readonly emission: EpochColumn<BigUint64Array>;
  readonly serverEmission: EpochColumn<BigUint64Array>;
  readonly validatorEmission: EpochColumn<BigUint64Array>;
  /** Stored bonds after each epoch. */
  readonly bonds: readonly SparseRows[];
  /** One bond over the epochs; 0 where none is stored. */
  bond(validator: number, miner: number): Uint16Array;
  /** The subnet after the last epoch, to go on from. */
  readonly final: SimulatedSubnet;
}
