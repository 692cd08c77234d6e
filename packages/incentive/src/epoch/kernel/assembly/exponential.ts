import { div, ONE, roundToInteger } from "./fixed";

const LIMIT: i64 = 20 * ONE;
/** Up to here every term of the series is below 2^47, so that doubles come within one unit of the next. */
const EASY_LIMIT: i64 = 12 * ONE;
/** Up to here every term is below 2^39. Steepness 1000 stays within 5. */
const QUICK_LIMIT: i64 = 6 * ONE;
const DOUBT: f64 = 1 / 8192;
// biome-ignore format: a table
const INVERSES: StaticArray<f64> = [
  0, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6, 1 / 7, 1 / 8, 1 / 9, 1 / 10, 1 / 11, 1 / 12, 1 / 13, 1 / 14, 1 / 15,
  1 / 16, 1 / 17, 1 / 18, 1 / 19, 1 / 20, 1 / 21, 1 / 22, 1 / 23, 1 / 24, 1 / 25, 1 / 26, 1 / 27, 1 / 28, 1 / 29,
  1 / 30, 1 / 31,
];
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
  const quick = x <= QUICK_LIMIT ? quickSeries(<f64>x) : -1;
  if (quick >= 0) return quick;
  let term = x;
  let result = ONE + x;
  for (let power = 2; power <= LAST_POWER && term !== 0; power++) {
    term = x <= EASY_LIMIT ? nextTerm(term, x, power) : nextLargeTerm(term, x, power);
    result += term;
  }
  return result;
}

/**
 * The series in doubles. Every term is cut to an integer, and the product before the cut is off by less than 3.1 / 2^53
 * of it, which is below `DOUBT`: the cut is right unless the product comes that close to an integer.
 * @returns −1 if a product did.
 */
function quickSeries(x: f64): i64 {
  const factor = x / 4294967296.0;
  let term = x;
  let result = 4294967296.0 + x;
  let isSure = true;
  for (let power = 2; power <= LAST_POWER; power++) {
    const product = term * (factor * INVERSES[power]);
    if (product < 1 - DOUBT) break;
    term = floor(product);
    isSure = isSure && product - term > DOUBT && product - term < 1 - DOUBT;
    result += term;
  }
  return isSure ? <i64>result : -1;
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
