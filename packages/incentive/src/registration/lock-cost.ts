import { checkInteger } from "../check-input/check-values.js";
import { DEFAULT_BLOCK_EMISSION } from "../emission/block-emission.js";
import { checkU64 } from "../errors.js";
import { I64F64 } from "../fixed/formats.js";
import { maximum, u64 } from "../fixed/integer.js";

export interface LockCostInput {
  /** `NetworkLastLockCost`: what the last subnet cost, u64 rao. */
  readonly lastLockCost: bigint;
  /** `NetworkLastLockBlock`: block of the last creation; 0 for none yet. */
  readonly lastLockBlock: number;
  /** `NetworkMinLockCost`, u64 rao. */
  readonly minLockCost: bigint;
  /** `NetworkLockReductionInterval`, blocks at the full block emission. */
  readonly lockReductionInterval: bigint;
  /** The present block emission, u64 rao: the interval shrinks with it. */
  readonly blockEmission: bigint;
  readonly currentBlock: number;
}

/** What creating a subnet costs, rao: twice the last price, falling by one last price per interval, to the minimum. @throws `incentive/out_of_range`. */
export function lockCost(input: LockCostInput): bigint {
  const { lastLockCost, lastLockBlock, minLockCost } = input;
  for (const name of ["lastLockCost", "minLockCost", "lockReductionInterval", "blockEmission"] as const) {
    checkU64(name, input[name]);
  }
  checkInteger("lastLockBlock", lastLockBlock);
  checkInteger("currentBlock", input.currentBlock);
  const start = u64.mul(lastLockCost, lastLockBlock === 0 ? 1n : 2n);
  const interval = reductionInterval(input);
  const perBlock = interval === 0n ? 0n : lastLockCost / interval;
  const elapsed = BigInt(Math.max(0, input.currentBlock - lastLockBlock));
  return maximum(minLockCost, u64.sub(start, u64.mul(perBlock, elapsed)));
}

function reductionInterval({ lockReductionInterval, blockEmission }: LockCostInput): bigint {
  const emissionShare = I64F64.ratio(blockEmission, DEFAULT_BLOCK_EMISSION);
  return I64F64.toU64(I64F64.mul(I64F64.fromInteger(lockReductionInterval), emissionShare));
}
