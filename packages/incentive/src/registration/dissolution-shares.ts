import { sum } from "../fixed/integer.js";

/**
 * Divides a dissolved subnet's TAO among the claims on it, rao. What flooring leaves goes one rao each to the largest
 * remainders, earlier claims first. Nothing is paid without claims.
 */
export function dissolutionShares(pot: bigint, claims: readonly bigint[]): bigint[] {
  const total = sum(claims);
  if (total === 0n) return claims.map(() => 0n);
  const shares = claims.map((claim) => (pot * claim) / total);
  const left = Number(pot - sum(shares));
  const remainder = (index: number): bigint => (pot * claims[index]!) % total;
  const byRemainder = claims.map((_, index) => index).sort((a, b) => compareDescending(remainder(a), remainder(b)));
  for (const index of byRemainder.slice(0, left)) shares[index]! += 1n;
  return shares;
}

const compareDescending = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0);
