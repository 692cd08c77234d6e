// I32F32 held in an i64. What an epoch multiplies and divides are shares, from 0 to 1: 33 bits. That is why no product
// here needs 128 bits, and why a double comes within one unit of every quotient.

/** The bits of 1. */
export const ONE: i64 = 0x1_0000_0000;
const FRACTION_MASK: u64 = 0xffff_ffff;
/** Added to a double from 0 to 2^52, leaves the nearest integer in the low bits of the sum. */
const TWO_52: f64 = 4503599627370496;
const TWO_52_MASK: i64 = 0xf_ffff_ffff_ffff;
const U16_MAX: i64 = 65535;

/** ⌊a · b / 2^32⌋ for `a` from 0 to 1 and any b: with b in halves, both products fit 64 bits. */
export function mul(a: i64, b: i64): i64 {
  return a * (b >> 32) + <i64>((<u64>a * (<u64>b & FRACTION_MASK)) >> 32);
}

/**
 * ⌊a · 2^32 / b⌋ for 0 ≤ a < 2^53, 0 < b < 2^62 and a quotient below 2^50. Three roundings of the double are an error
 * of less than a half, so that the integer next to it is the quotient or one more; the remainder says which. It is
 * less than b either way, so it is right although its terms wrap at 2^64.
 */
export function div(a: i64, b: i64): i64 {
  const nearest = roundToInteger((<f64>a * 4294967296.0) / <f64>b);
  const remainder = (a << 32) - nearest * b;
  return nearest + (remainder >> 63);
}

/** For 0 ≤ value < 2^52. */
export function roundToInteger(value: f64): i64 {
  return reinterpret<i64>(value + TWO_52) & TWO_52_MASK;
}

/** ⌊value / 65535⌋ in I32F32, by 2^32 = 65535 · 65537 + 1. */
export function u16ToFraction(value: i64): i64 {
  return value * 65537 + i64(value === U16_MAX);
}

export function fractionToU16(bits: i64): u16 {
  return <u16>min(U16_MAX, (bits * U16_MAX) >> 32);
}

/** ⌊share · amount⌋ of a u64 amount, for a share from 0 to 1. */
export function partOf(amount: u64, share: i64): u64 {
  return <u64>share * (amount >> 32) + ((<u64>share * (amount & FRACTION_MASK)) >> 32);
}
