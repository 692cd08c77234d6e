import { I32F32 } from "./formats.js";
import { clamp } from "./integer.js";

const ONE = I32F32.one;
const LIMIT = I32F32.fromInteger(20n);
/** e as the chain has it for an argument of exactly 1: cut to 23 fractional bits, so not what the series gives. */
const E = 11_674_931_200n;

/** e^x in I32F32 bits, by the chain's Taylor series to the 31st power. Arguments are clamped to ±20. */
export function exp(bits: bigint): bigint {
  const x = clamp(bits, -LIMIT, LIMIT);
  if (x === 0n) return ONE;
  if (x === ONE) return E;
  const result = series(x < 0n ? -x : x);
  return x < 0n ? (ONE * ONE) / result : result;
}

function series(x: bigint): bigint {
  let result = ONE + x;
  let term = x;
  for (let m = 2n; m <= 31n; m += 1n) {
    term = ((term * x) >> I32F32.fractionBits) / m;
    result += term;
  }
  return result;
}
