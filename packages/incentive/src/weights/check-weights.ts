import { checkU16s } from "../check-input/check-values.js";
import { weightError } from "../errors.js";

/** What the chain looks at before it stores a weight vector. */
export interface CheckWeightsInput {
  readonly netuid: number;
  readonly uids: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly versionKey: bigint;
  readonly currentBlock: number;
  /** `SubnetworkN`. */
  readonly n: number;
  /** UID of the signing hotkey, if it is registered. */
  readonly uid: number | undefined;
  /** Whether the signer is `SubnetOwnerHotkey`, which needs neither stake nor permit. */
  readonly isOwnerHotkey: boolean;
  /** Inherited alpha plus weighted inherited root stake, rao. */
  readonly stakeWeight: bigint;
  /** `StakeThreshold`, rao. */
  readonly stakeThreshold: bigint;
  /** `WeightsVersionKey`; 0 accepts any. */
  readonly weightsVersionKey: bigint;
  /** `LastUpdate(index)[uid]`; 0 for never. */
  readonly lastUpdate: number;
  /** `WeightsSetRateLimit`, blocks. */
  readonly weightsSetRateLimit: number;
  /** A reveal is not limited: its commit was. */
  readonly isReveal?: boolean;
  /** `ValidatorPermit[uid]`. */
  readonly validatorPermit: boolean;
  /** `MinAllowedWeights`. */
  readonly minAllowedWeights: number;
}

/**
 * Refuses what `set_weights` refuses, in the same order. What passes is stored as `maxUpscale(values)`. Whether the
 * mechanism exists is the caller's to check.
 * @throws a `CodedError` with the chain's error, such as `incentive/SettingWeightsTooFast`; `incentive/out_of_range` for
 *   what is not a u16, which no call could carry.
 */
export function checkWeights(input: CheckWeightsInput): void {
  checkU16s("uids", input.uids);
  checkU16s("values", input.values);
  checkShape(input);
  checkSigner(input);
  checkEntries(input);
}

function checkShape({ netuid, uids, values, n }: CheckWeightsInput): void {
  if (netuid === 0) throw weightError("CanNotSetRootNetworkWeights", "The root network has no weights.");
  if (uids.length !== values.length) {
    throw weightError("WeightVecNotEqualSize", `${uids.length} UIDs do not go with ${values.length} weights.`);
  }
  if (uids.length > n) {
    throw weightError("UidsLengthExceedUidsInSubNet", `${uids.length} weights for ${n} UIDs.`);
  }
}

function checkSigner(input: CheckWeightsInput): void {
  const { uid, versionKey, weightsVersionKey } = input;
  if (uid === undefined) {
    throw weightError("HotKeyNotRegisteredInSubNet", `The hotkey is not registered on subnet ${input.netuid}.`);
  }
  if (input.stakeWeight < input.stakeThreshold && !input.isOwnerHotkey) {
    throw weightError("NotEnoughStakeToSetWeights", `A stake of ${input.stakeWeight} is below the threshold.`);
  }
  if (weightsVersionKey !== 0n && versionKey < weightsVersionKey) {
    throw weightError("IncorrectWeightVersionKey", `Version ${versionKey} is below the required ${weightsVersionKey}.`);
  }
  if (!input.isReveal && isTooFast(input)) {
    throw weightError("SettingWeightsTooFast", `Weights were set less than ${input.weightsSetRateLimit} blocks ago.`);
  }
  if (!input.validatorPermit && !input.isOwnerHotkey && !isOwnUidOnly(input)) {
    throw weightError("NeuronNoValidatorPermit", `UID ${uid} has no validator permit.`);
  }
}

const isTooFast = ({ lastUpdate, currentBlock, weightsSetRateLimit }: CheckWeightsInput): boolean =>
  lastUpdate !== 0 && currentBlock - lastUpdate < weightsSetRateLimit;

const isOwnUidOnly = ({ uids, uid }: CheckWeightsInput): boolean => uids.length === 1 && uids[0] === uid;

function checkEntries(input: CheckWeightsInput): void {
  const { uids, n, minAllowedWeights } = input;
  if (new Set(Array.from(uids)).size !== uids.length) {
    throw weightError("DuplicateUids", "A UID occurs more than once.");
  }
  if (Array.from(uids).some((uid) => uid >= n)) {
    throw weightError("UidVecContainInvalidOne", `A UID is not below ${n}.`);
  }
  if (uids.length < Math.min(n, minAllowedWeights) && !isOwnUidOnly(input)) {
    throw weightError("WeightVecLengthIsLow", `${uids.length} weights, where ${minAllowedWeights} are needed.`);
  }
}
