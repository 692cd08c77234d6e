import { div, ONE, roundToInteger } from "./fixed";

const LIMIT: i64 = 20 * ONE;
/** Up to here every term of the series is below 2^47, so that doubles come within one unit of the next. */
const EASY_LIMIT: i64 = 12 * ONE;
/** e as the chain has it for an argument of exactly 1: cut to 23 fractional bits, so not what the series gives. */
const E: i64 = 11674931200;
const LAST_POWER: i32 = 31;
const LOW_HALF: u64 = 0xffff_ffff;

/** e^x in I32F32 bits, by the chain's Taylor series to the 31st power. Arguments are clamped to ±20. */
export function exp(bits: i64): i64 {
  const x = max(min(bits, LIMIT), -LIMIT);
  if (x === 0) return ONE;
  if (x === ONE) return E;
  const result = series(abs(x));
  return x < 0 ? div(ONE, result) : result;
}

/** Once a term is zero, so are all that follow. */
function series(x: i64): i64 {
  let term = x;
  let result = ONE + x;
  for (let power = 2; power <= LAST_POWER && term !== 0; power++) {
    term = x <= EASY_LIMIT ? nextTerm(term, x, power) : nextLargeTerm(term, x, power);
    result += term;
  }
  return result;
}

/** ⌊term · x / (2^32 · power)⌋, the way of `div`. */
function nextTerm(term: i64, x: i64, power: i64): i64 {
  const nearest = roundToInteger(<f64>term * (<f64>x / 4294967296.0 / <f64>power));
  const remainder = term * x - nearest * (power << 32);
  return nearest + (remainder >> 63);
}

/** The same with both factors in halves. */
function nextLargeTerm(term: u64, x: u64, power: u64): i64 {
  const middle = (term >> 32) * (x & LOW_HALF) + (term & LOW_HALF) * (x >> 32);
  const product = (((term >> 32) * (x >> 32)) << 32) + middle + (((term & LOW_HALF) * (x & LOW_HALF)) >> 32);
  return product / power;
}
