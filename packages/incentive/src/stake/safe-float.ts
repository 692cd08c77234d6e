import { U64_MAX, u64 } from "../fixed/integer.js";

/** A decimal number of the share pools: mantissa · 10^exponent, mantissa in (10^20, 10^21] or zero (u128, i64). */
export interface SafeFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const LARGEST = 10n ** 21n;
const SMALLEST = 10n ** 20n;
/** Powers of ten beyond this one are cut to it: they shift every digit out anyway. */
const MAX_POWER = 22;

export const SAFE_FLOAT_ZERO: SafeFloat = { mantissa: 0n, exponent: 0 };

export const isZero = ({ mantissa }: SafeFloat): boolean => mantissa === 0n;

/** The normal form of any non-negative mantissa; digits beyond it are cut. */
export function safeFloat(mantissa: bigint, exponent = 0): SafeFloat {
  if (mantissa === 0n) return SAFE_FLOAT_ZERO;
  let [m, z] = [mantissa, exponent];
  for (; m > LARGEST; z += 1) m /= 10n;
  for (; m <= SMALLEST; z -= 1) m *= 10n;
  return { mantissa: m, exponent: z };
}

export function addSafeFloat(a: SafeFloat, b: SafeFloat): SafeFloat {
  if (isZero(a)) return b;
  if (isZero(b)) return a;
  const { left, right, exponent } = align(a, b);
  return safeFloat(left + right, exponent);
}

/** a − b, not below zero; undefined for 0 − b, which the chain skips. */
export function subSafeFloat(a: SafeFloat, b: SafeFloat): SafeFloat | undefined {
  if (isZero(b)) return a;
  if (isZero(a)) return undefined;
  const { left, right, exponent } = align(a, b);
  return safeFloat(left > right ? left - right : 0n, exponent);
}

/** a · b / c; undefined when c is zero. */
export function mulDivSafeFloat(a: SafeFloat, b: SafeFloat, c: SafeFloat): SafeFloat | undefined {
  if (isZero(c)) return undefined;
  return safeFloat((a.mantissa * b.mantissa) / c.mantissa, a.exponent + b.exponent - c.exponent);
}

/** a / b; undefined when b is zero. */
export function divSafeFloat(a: SafeFloat, b: SafeFloat): SafeFloat | undefined {
  if (isZero(b)) return undefined;
  return safeFloat((a.mantissa * LARGEST) / b.mantissa, a.exponent - b.exponent - 21);
}

/** Floored, saturating at 2^64 − 1. */
export function safeFloatToU64({ mantissa, exponent }: SafeFloat): bigint {
  const value = exponent < 0 ? mantissa / power(-exponent) : mantissa * power(exponent);
  return u64.saturate(value);
}

/** A share of the older U64F64 form, as the chain converts it on reading. */
export function safeFloatFromU64F64(bits: bigint): SafeFloat {
  const fraction = divSafeFloat(safeFloat(bits & U64_MAX), safeFloat(1n << 64n)) ?? SAFE_FLOAT_ZERO;
  return addSafeFloat(safeFloat(bits >> 64n), fraction);
}

/** Brings both to the larger exponent, cutting digits of the other. */
function align(a: SafeFloat, b: SafeFloat): { left: bigint; right: bigint; exponent: number } {
  const exponent = Math.max(a.exponent, b.exponent);
  return {
    left: a.mantissa / power(exponent - a.exponent),
    right: b.mantissa / power(exponent - b.exponent),
    exponent,
  };
}

const power = (exponent: number): bigint => 10n ** BigInt(Math.min(exponent, MAX_POWER));
