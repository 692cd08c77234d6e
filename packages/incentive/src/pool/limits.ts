import { checkU64 } from "../errors.js";
import { U64F64 } from "../fixed/formats.js";
import { U64_MAX, u64 } from "../fixed/integer.js";
import { priceLimit, priceOf } from "./price.js";
import { MAX_INPUT_MULTIPLE, swapAlphaForTao, swapTaoForAlpha } from "./swap.js";
import type { Pool, SwapOptions } from "./types.js";

const ONE_TAO = 1_000_000_000n;

type LimitOptions = Pick<SwapOptions, "minimumReserve">;

/** Most TAO (rao, fee included) that can be staked before the price passes `limit` (rao per alpha). @throws as a swap. */
export function maxStakeAtLimit(pool: Pool, limit: bigint, options: LimitOptions = {}): bigint {
  checkU64("limit", limit);
  if (pool.subnetMechanism !== 1) return limit >= ONE_TAO ? U64_MAX : 0n;
  const amount = u64.mul(pool.subnetTao, MAX_INPUT_MULTIPLE);
  const { paidIn, fee } = swapTaoForAlpha(pool, amount, { ...options, priceLimit: priceLimit(limit) });
  return u64.add(paidIn, fee);
}

/** Most alpha (rao, fee included) that can be unstaked before the price falls past `limit`. @throws as a swap. */
export function maxUnstakeAtLimit(pool: Pool, limit: bigint, options: LimitOptions = {}): bigint {
  checkU64("limit", limit);
  if (pool.subnetMechanism !== 1) return limit <= ONE_TAO ? U64_MAX : 0n;
  const amount = u64.mul(pool.subnetAlphaIn, MAX_INPUT_MULTIPLE);
  const { paidIn, fee } = swapAlphaForTao(pool, amount, { ...options, priceLimit: priceLimit(limit) });
  return u64.add(paidIn, fee);
}

/**
 * Most alpha (rao) that can move from one pool to another before origin price / destination price falls past `limit`
 * (10^9 for 1). As on chain the last step assumes equal weights, and so is an approximation for others.
 * @throws as a swap.
 */
export function maxMoveAtLimit(origin: Pool, destination: Pool, limit: bigint, options: LimitOptions = {}): bigint {
  checkU64("limit", limit);
  const [fromCurve, toCurve] = [origin.subnetMechanism === 1, destination.subnetMechanism === 1];
  if (!fromCurve && !toCurve) return limit > ONE_TAO ? 0n : U64_MAX;
  if (!fromCurve) return limit === 0n ? U64_MAX : maxStakeAtLimit(destination, inverse(limit), options);
  if (!toCurve) return maxUnstakeAtLimit(origin, limit, options);
  const reserves = [origin, destination].flatMap((pool) => [pool.subnetTao, pool.subnetAlphaIn]);
  if (reserves.includes(0n)) return 0n;
  if (priceLimit(limit) > U64F64.div(priceOf(origin), priceOf(destination))) return 0n;
  return limit === 0n ? U64_MAX : equalWeightMove(origin, destination, limit);
}

const inverse = (limit: bigint): bigint =>
  U64F64.toU64(U64F64.mul(U64F64.ratio(ONE_TAO, limit), U64F64.fromInteger(ONE_TAO)));

function equalWeightMove(origin: Pool, destination: Pool, limit: bigint): bigint {
  const tao = origin.subnetTao + destination.subnetTao;
  const bought = U64F64.mul(U64F64.fromInteger(destination.subnetAlphaIn), U64F64.ratio(origin.subnetTao, tao));
  const sold = U64F64.mul(U64F64.fromInteger(origin.subnetAlphaIn), U64F64.ratio(destination.subnetTao, tao));
  return U64F64.toU64(U64F64.sub(U64F64.div(bought, priceLimit(limit)), sold));
}
