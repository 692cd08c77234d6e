import { checkU64, rangeError } from "../errors.js";
import { sum } from "../fixed/integer.js";

/**
 * Divides a dissolved subnet's TAO among the claims on it, rao. What flooring leaves goes one rao each to the largest
 * remainders, earlier claims first. Nothing is paid without claims.
 * @throws `incentive/out_of_range` with the index of a claim that is negative.
 */
export function dissolutionShares(pot: bigint, claims: readonly bigint[]): bigint[] {
  checkU64("pot", pot);
  claims.forEach((claim, index) => {
    checkClaim(claim, index);
  });
  const total = sum(claims);
  if (total === 0n) return claims.map(() => 0n);
  const shares = claims.map((claim) => (pot * claim) / total);
  const left = Number(pot - sum(shares));
  const remainder = (index: number): bigint => (pot * claims[index]!) % total;
  const byRemainder = claims.map((_, index) => index).sort((a, b) => compareDescending(remainder(a), remainder(b)));
  for (const index of byRemainder.slice(0, left)) shares[index]! += 1n;
  return shares;
}

/** The protocol's claim may exceed a u64. */
function checkClaim(claim: bigint, index: number): void {
  if (typeof claim !== "bigint" || claim < 0n) throw rangeError("claims", claim, "a bigint from 0 on", index);
}

const compareDescending = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0);
