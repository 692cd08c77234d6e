import { I96F32 } from "./formats.js";

const ONE = I96F32.one;
const TWO = ONE << 1n;

/** Halves, rounding half up. */
const halve = (bits: bigint): bigint => (bits >> 1n) + (bits & 1n);

/** Base-2 logarithm of an I96F32 value of at least 1, by halving and repeated squaring. Result in I96F32 bits. */
export function log2(bits: bigint): bigint {
  let value = bits;
  let result = 0n;
  while (value >= TWO) {
    value = halve(value);
    result += ONE;
  }
  if (value === ONE) return result;
  for (let bit = ONE >> 1n; bit > 0n; bit >>= 1n) {
    value = (value * value) >> I96F32.fractionBits;
    if (value < TWO) continue;
    value = halve(value);
    result += bit;
  }
  return result;
}
