/** Murmur3's 32-bit finalizer: a bijection in which each input bit moves about half of the output bits. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The largest noise that `gumbelNoise` can return: −ln(−ln(1 − 2⁻³³)), rounded up. */
export const MAX_GUMBEL_NOISE = 22.9;

/** What all noise of one position in one answer shares. `seed` is a u32; `position` counts the answer's tokens from 0. */
export const noiseKey = (seed: number, position: number): number =>
  mix(mix(seed) ^ Math.imul(position + 1, 0x9e3779b1));

/**
 * Standard Gumbel noise for one token of the vocabulary at one position. It depends on nothing but seed, position and token,
 * so that whoever knows the seed can recompute any position alone, and an answer that another machine goes on with
 * (`continueFrom`) goes on as it would have.
 */
export function gumbelNoise(key: number, token: number): number {
  const uniform = (mix(key + Math.imul(token + 1, 0x85ebca77)) + 0.5) / 2 ** 32;
  return -Math.log(-Math.log(uniform));
}
