import { rangeError } from "../errors.js";
import { sum, U16_MAX } from "../fixed/integer.js";

/** Storage index of a mechanism: netuid + 4096 · mechanism, saturating in u16. Mechanism 0 has the netuid itself. */
export function mechanismIndex(netuid: number, mechanism: number): number {
  return Math.min(netuid + 4096 * mechanism, U16_MAX);
}

/** The subnet and mechanism of a storage index. */
export function mechanismOfIndex(index: number): { netuid: number; mechanism: number } {
  return { netuid: index % 4096, mechanism: Math.floor(index / 4096) };
}

/**
 * Splits an epoch's emission over the mechanisms of a subnet, each part floored; mechanism 0 also gets what that leaves.
 * @param split - `MechanismEmissionSplit`, u16 of 65535, cut or padded with 0 to `count`; undefined is even.
 * @throws `incentive/out_of_range` when there is no mechanism.
 */
export function splitMechanismEmission(emission: bigint, count: number, split?: ArrayLike<number>): bigint[] {
  if (!Number.isInteger(count) || count < 1) throw rangeError("count", count, "a positive integer");
  const parts = Array.from({ length: count }, (_, mechanism) =>
    split === undefined ? emission / BigInt(count) : (emission * BigInt(split[mechanism] ?? 0)) / BigInt(U16_MAX),
  );
  parts[0]! += emission - sum(parts);
  return parts;
}
