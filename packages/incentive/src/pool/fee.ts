import { checkFeeRate } from "../check-input/check-pool.js";
import { checkU64 } from "../errors.js";
import { U64F64 } from "../fixed/formats.js";
import { U16_MAX } from "../fixed/integer.js";

/** `FeeRate` of a new subnet, u16 of 65535: about 0.05 %. */
export const DEFAULT_FEE_RATE = 33;

/** Fee on a gross amount, rao, floored: nothing below 1986 rao at the default rate. @throws `incentive/out_of_range`. */
export function feeOf(amount: bigint, feeRate: number): bigint {
  checkU64("amount", amount);
  checkFeeRate(feeRate);
  return applyRate(amount, U64F64.ratio(feeRate, U16_MAX));
}

/** Fee on top of a net amount: what a price limit lets in. */
export const feeOnTop = (net: bigint, feeRate: number): bigint =>
  applyRate(net, U64F64.ratio(feeRate, U16_MAX - feeRate));

const applyRate = (amount: bigint, rate: bigint): bigint => U64F64.toU64(U64F64.mul(U64F64.fromInteger(amount), rate));
