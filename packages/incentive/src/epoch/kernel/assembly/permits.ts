import { weightedMedian } from "./median";
import { n, nextPermits, owner, stake } from "./subnet";

/** Permits for the next epoch: the largest stakes that are not zero, higher UIDs first among equals, and the owner. */
export function findPermits(maxAllowedValidators: i32): void {
  const least = leastRank(maxAllowedValidators);
  for (let uid = 0; uid < n; uid++) nextPermits[uid] = u8(stake[uid] !== 0 && rankOf(uid) >= least);
  if (owner >= 0) nextPermits[owner] = 1;
}

/** Orders UIDs by stake, then by UID. */
function rankOf(uid: i32): i64 {
  return (stake[uid] << 16) | uid;
}

/** The rank of the last of the `count` highest: the median of ranks of equal weight, at the place where they begin. */
function leastRank(count: i32): i64 {
  if (n <= count) return 0;
  if (count === 0) return i64.MAX_VALUE;
  const ranks = new StaticArray<i64>(n);
  const ones = new StaticArray<i64>(n);
  for (let uid = 0; uid < n; uid++) {
    ranks[uid] = rankOf(uid);
    ones[uid] = 1;
  }
  return weightedMedian(ranks, ones, 0, n, 0, n - count);
}
