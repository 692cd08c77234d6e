import { checkInteger, checkU16, checkU16s } from "../check-input/check-values.js";
import { checkU64, rangeError } from "../errors.js";
import { sum, U16_MAX } from "../fixed/integer.js";

const U8_MAX = 255;

/**
 * Storage index of a mechanism: netuid + 4096 · mechanism, saturating in u16. Mechanism 0 has the netuid itself.
 * @throws `incentive/out_of_range` for a netuid that is no u16 or a mechanism that is no u8.
 */
export function mechanismIndex(netuid: number, mechanism: number): number {
  checkU16("netuid", netuid);
  checkInteger("mechanism", mechanism, 0, U8_MAX);
  return Math.min(netuid + 4096 * mechanism, U16_MAX);
}

/** The subnet and mechanism of a storage index. @throws `incentive/out_of_range` for what is no u16. */
export function mechanismOfIndex(index: number): { netuid: number; mechanism: number } {
  checkU16("index", index);
  return { netuid: index % 4096, mechanism: Math.floor(index / 4096) };
}

/**
 * Splits an epoch's emission over the mechanisms of a subnet, each part floored; mechanism 0 also gets what that leaves.
 * @param split - `MechanismEmissionSplit`, u16 of 65535, cut or padded with 0 to `count`; undefined is even.
 * @throws `incentive/out_of_range` for an emission that is no u64, a count that is not from 1 to 255, a part of the
 *   split that is no u16, with its mechanism as `index`, or a split that would leave mechanism 0 less than nothing.
 */
export function splitMechanismEmission(emission: bigint, count: number, split?: ArrayLike<number>): bigint[] {
  checkU64("emission", emission);
  checkInteger("count", count, 1, U8_MAX);
  if (split !== undefined) checkU16s("split", split);
  const parts = Array.from({ length: count }, (_, mechanism) =>
    split === undefined ? emission / BigInt(count) : (emission * BigInt(split[mechanism] ?? 0)) / BigInt(U16_MAX),
  );
  parts[0]! += emission - sum(parts);
  if (parts[0]! < 0n) throw rangeError("split", Array.from(split!).join(" + "), "a sum of at most 65535");
  return parts;
}
