import { checkInteger } from "../check-input/check-values.js";
import { checkU64 } from "../errors.js";
import { U64F64 } from "../fixed/formats.js";
import { minimum } from "../fixed/integer.js";

/** Rao per 10^9 units of ref time. */
const WEIGHT_FEE_RATE = 500_000n;

export interface TransactionFeeInput {
  /** Ref time of the call, u64; 1000 units cost half a rao. */
  readonly refTime: bigint;
  /** Encoded length, bytes; a rao each. */
  readonly length: number;
  readonly tip?: bigint;
}

/** What a transaction pays to the block's author, rao. The multiplier is constant 1. @throws `incentive/out_of_range`. */
export function transactionFee({ refTime, length, tip = 0n }: TransactionFeeInput): bigint {
  checkU64("refTime", refTime);
  checkInteger("length", length);
  checkU64("tip", tip);
  return (refTime * WEIGHT_FEE_RATE) / 1_000_000_000n + BigInt(length) + tip;
}

/**
 * The alpha that pays a fee which the coldkey's TAO cannot cover, u64 rao: floored, at most the stake that the call
 * touches, all of it where alpha has no price.
 * @param price - Spot price, U64F64 bits.
 */
export const feeInAlpha = (fee: bigint, price: bigint, stake: bigint): bigint =>
  price === 0n ? stake : minimum(U64F64.toU64(U64F64.div(U64F64.fromInteger(fee), price)), stake);
