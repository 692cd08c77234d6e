/** Murmur3's 32-bit finalizer: a bijection in which each input bit moves about half of the output bits. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** What all noise of one position in one answer shares. `seed` is a u32; `position` counts the answer's tokens from 0. */
export const noiseKey = (seed: number, position: number): number =>
  mix(mix(seed) ^ Math.imul(position + 1, 0x9e3779b1));

/** Uniform in 0 … 2³² − 1, for one token of the vocabulary. */
const noiseBits = (key: number, token: number): number => mix(key + Math.imul(token + 1, 0x85ebca77));

/**
 * Standard Gumbel noise for one token of the vocabulary at one position. It depends on nothing but seed, position and token,
 * so that whoever knows the seed can recompute any position alone, and an answer that another machine goes on with
 * (`continueFrom`) goes on as it would have.
 */
export function gumbelNoise(key: number, token: number): number {
  const uniform = (noiseBits(key, token) + 0.5) / 2 ** 32;
  return -Math.log(-Math.log(uniform));
}

/** More than any noise: the largest uniform number is half a step of 2^-32 below 1. */
const MOST_NOISE = 23;
/** By k: the lowest bits whose noise may exceed k · ln 2. A noise above g needs a uniform number above 1 − e^−g. */
const lowestBits = Float64Array.from({ length: 34 }, (_, k) => 2 ** 32 - 2 ** (32 - k) - 1);

/** False only if `gumbelNoise` is at most `bound`: spares two logarithms for most of a large vocabulary. */
export function mayExceed(key: number, token: number, bound: number): boolean {
  if (bound <= 0) return true;
  return bound < MOST_NOISE && noiseBits(key, token) >= lowestBits[(bound * Math.LOG2E) | 0]!;
}
