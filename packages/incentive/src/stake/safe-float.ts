/** A decimal number of the share pools: mantissa · 10^exponent, mantissa in (10^20, 10^21] or zero (u128, i64). */
export interface SafeFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
}
