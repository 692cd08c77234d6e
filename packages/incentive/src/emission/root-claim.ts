import { checkBits } from "../check-input/check-bits.js";
import { checkInteger } from "../check-input/check-values.js";
import { checkLength, checkU64 } from "../errors.js";
import { I96F32 } from "../fixed/formats.js";
import { u64 } from "../fixed/integer.js";

/** `RootClaimableThreshold` of a new subnet, rao. Below it nothing is paid out. */
export const DEFAULT_ROOT_CLAIM_THRESHOLD = 500_000n;

/** The most that `NumRootClaim` can be. */
export const MAX_ROOT_CLAIMS = 50;

export interface RootClaimInput {
  /** `RootClaimable[hotkey][netuid]`, I96F32 bits of alpha per root rao. */
  readonly rate: bigint;
  /** Root stake of (hotkey, coldkey), u64 rao. */
  readonly rootStake: bigint;
  /** `RootClaimed(netuid, hotkey, coldkey)`, rao. */
  readonly claimed: bigint;
  /** `RootClaimableThreshold`, I96F32 bits. */
  readonly threshold: bigint;
}

/** What a root staker can claim of a subnet's alpha, u64 rao, floored; 0 below the threshold. */
export function rootClaim({ rate, rootStake, claimed, threshold }: RootClaimInput): bigint {
  checkU64("rootStake", rootStake);
  checkBits("rate", rate, I96F32);
  const earned = I96F32.mul(rate, I96F32.fromInteger(rootStake));
  const owed = I96F32.sub(earned, I96F32.fromInteger(claimed));
  return owed < threshold ? 0n : I96F32.toU64(owed);
}

/** `RootClaimed` after root stake changes by `delta` rao: stake that comes owes the past, stake that goes takes it along. */
export function adjustRootClaimed(claimed: bigint, rate: bigint, delta: bigint): bigint {
  const amount = I96F32.toU64(I96F32.mul(rate, I96F32.fromInteger(delta < 0n ? -delta : delta)));
  return delta < 0n ? u64.sub(claimed, amount) : claimed + amount;
}

/**
 * Which indices of the staking coldkeys claim automatically in this block, ascending.
 * @param parentHash - Hash of the parent block, 32 bytes.
 * @param count - `NumRootClaim`.
 * @param coldkeys - `NumStakingColdkeys`.
 * @throws `incentive/length_mismatch`, `incentive/out_of_range`.
 */
export function automaticRootClaims(parentHash: Uint8Array, count: number, coldkeys: bigint): bigint[] {
  checkLength("parentHash", parentHash.length, 32);
  checkInteger("count", count, 0, MAX_ROOT_CLAIMS);
  checkU64("coldkeys", coldkeys);
  const view = new DataView(parentHash.buffer, parentHash.byteOffset, parentHash.byteLength);
  const chosen = new Set<bigint>();
  let last = view.getBigUint64(0);
  for (let index = 0; index < count; index += 1) {
    last = coldkeys === 0n ? 0n : u64.add(last, view.getBigUint64((8 * index) % 32)) % coldkeys;
    chosen.add(last);
  }
  return [...chosen].sort((a, b) => (a < b ? -1 : 1));
}
