import { U64F64 } from "../fixed/formats.js";
import { QUINTILLION } from "../fixed/perquintill.js";
import type { Pool } from "./types.js";

/** Weight of the TAO side before any injection: one half. */
export const DEFAULT_QUOTE_WEIGHT = QUINTILLION / 2n;

/** Spot price, TAO per alpha, U64F64 bits. 1 without a curve, 0 for a pool without alpha. */
export function priceOf(pool: Omit<Pool, "feeRate">): bigint {
  if (pool.subnetMechanism !== 1) return U64F64.one;
  const weights = U64F64.ratio(QUINTILLION - pool.quoteWeight, pool.quoteWeight);
  return U64F64.mul(weights, U64F64.ratio(pool.subnetTao, pool.subnetAlphaIn));
}

/** A price limit as calls carry it (rao per alpha, u64) in U64F64 bits. */
export const priceLimit = (raoPerAlpha: bigint): bigint => U64F64.ratio(raoPerAlpha, 1_000_000_000n);

/** A price (U64F64 bits) in rao per alpha, u64, as `current_alpha_price` returns it. */
export const priceInRao = (price: bigint): bigint =>
  U64F64.toU64(U64F64.mul(price, U64F64.fromInteger(1_000_000_000n)));
