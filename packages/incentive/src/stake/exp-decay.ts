import { I64F64, U64F64 } from "../fixed/formats.js";
import { maximum } from "../fixed/integer.js";

const LOWEST = I64F64.fromInteger(-40n);

/**
 * e^(−elapsed/rate) in U64F64 bits, by the chain's series to the 63rd power, which is inverted; the exponent does not
 * go below −40. A rate of 0 decays at once.
 */
export function expDecay(elapsed: bigint, rate: bigint): bigint {
  if (elapsed === 0n) return U64F64.one;
  if (rate === 0n) return 0n;
  const exponent = -maximum(I64F64.div(I64F64.fromInteger(-elapsed), I64F64.fromInteger(rate), LOWEST), LOWEST);
  let result = I64F64.one + exponent;
  let term = exponent;
  for (let n = 2n; n < I64F64.fractionBits; n += 1n) {
    term = I64F64.mul(term, exponent) / n;
    result += term;
  }
  return U64F64.from(I64F64.div(I64F64.one, result), I64F64);
}
