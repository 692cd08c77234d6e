import { U64F64 } from "../fixed/formats.js";
import { maximum } from "../fixed/integer.js";

/** The median of the existing subnets' prices (U64F64 bits), which a new one starts at; zeros do not count, none is 1. */
export function medianPrice(prices: readonly bigint[]): bigint {
  const sorted = prices.filter((price) => price > 0n).sort((a, b) => (a < b ? -1 : 1));
  if (sorted.length === 0) return U64F64.one;
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return U64F64.div(U64F64.add(sorted[middle - 1]!, sorted[middle]!), U64F64.fromInteger(2n));
}

/** The reserves of a new subnet, rao: the locked TAO and as much alpha as it is worth at the median price, floored. */
export function initialPool(
  locked: bigint,
  minLockCost: bigint,
  price: bigint,
): { readonly subnetTao: bigint; readonly subnetAlphaIn: bigint } {
  const subnetTao = maximum(locked, minLockCost);
  return { subnetTao, subnetAlphaIn: U64F64.toU64(U64F64.div(U64F64.fromInteger(subnetTao), price)) };
}
