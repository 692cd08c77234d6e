import { checkU64 } from "../../errors.js";
import { I32F32, I64F64, U96F32 } from "../../fixed/formats.js";
import { sum, U64_MAX } from "../../fixed/integer.js";
import type { EpochInput } from "../types.js";
import { normalise, type Vector } from "./vector.js";

/** Alpha stake plus root stake at its weight, I64F64 bits by UID. */
export function rawStake({ n, alphaStake, rootStake, hyperparameters }: EpochInput): bigint[] {
  const weight = rootWeight(hyperparameters.taoWeight);
  return Array.from({ length: n }, (_, uid) => weighStake(alphaStake[uid]!, rootStake[uid]!, weight));
}

/**
 * The stake that counts for a hotkey on a subnet, rao, floored: alpha plus root stake at its weight, both inherited.
 * @param taoWeight - `TaoWeight`, u64 of 2^64 − 1.
 * @throws `incentive/out_of_range` for what is not a u64.
 */
export function totalStakeWeight(alphaStake: bigint, rootStake: bigint, taoWeight: bigint): bigint {
  checkU64("alphaStake", alphaStake);
  checkU64("rootStake", rootStake);
  checkU64("taoWeight", taoWeight);
  return I64F64.toU64(weighStake(alphaStake, rootStake, rootWeight(taoWeight)));
}

const rootWeight = (taoWeight: bigint): bigint => I64F64.from(U96F32.ratio(taoWeight, U64_MAX), U96F32);

const weighStake = (alphaStake: bigint, rootStake: bigint, weight: bigint): bigint =>
  I64F64.add(I64F64.fromInteger(alphaStake), I64F64.mul(I64F64.fromInteger(rootStake), weight));

/** Each UID's share of all stake at or above the threshold. The owner needs no minimum. */
export function normalisedStake(input: EpochInput): bigint[] {
  const { ownerUid, hyperparameters } = input;
  const counted = rawStake(input).map((stake, uid) =>
    stake >> I64F64.fractionBits < hyperparameters.stakeThreshold && uid !== ownerUid ? 0n : stake,
  );
  const total = sum(counted);
  return counted.map((stake) => I32F32.from(total === 0n ? stake : I64F64.div(stake, total), I64F64));
}

/** The stake that votes: shares of active validators with a permit, normalised among themselves. */
export function activeStake(stake: Vector, active: readonly boolean[], permitted: (uid: number) => boolean): bigint[] {
  return normalise(stake.map((share, uid) => (active[uid] && permitted(uid) ? share : 0n)));
}
