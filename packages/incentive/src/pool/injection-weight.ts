import { perquintill, QUINTILLION } from "../fixed/perquintill.js";
import type { Curve } from "./curve.js";
import { DEFAULT_QUOTE_WEIGHT } from "./price.js";

/** Least weight of either side of a pool, in 10^-18: one hundredth. */
export const MINIMUM_WEIGHT = QUINTILLION / 100n;

/**
 * The weight of the TAO side, in 10^-18, at which adding `tao` and `alpha` rao leaves the price where it is. Undefined
 * when a side would weigh less than a hundredth; such an injection is refused.
 */
export function injectionWeight(curve: Curve, tao: bigint, alpha: bigint): bigint | undefined {
  const { subnetTao, subnetAlphaIn, quoteWeight } = curve;
  const base = roundQuintillion((QUINTILLION - quoteWeight) * subnetTao * (subnetAlphaIn + alpha));
  const quote = roundQuintillion(quoteWeight * subnetAlphaIn * (subnetTao + tao));
  const weight = base + quote === 0n ? DEFAULT_QUOTE_WEIGHT : perquintill(quote, base + quote);
  return isLegalWeight(weight) ? weight : undefined;
}

export const isLegalWeight = (quoteWeight: bigint): boolean =>
  quoteWeight >= MINIMUM_WEIGHT && QUINTILLION - quoteWeight >= MINIMUM_WEIGHT;

/** Divides by 10^18, rounding half up. */
const roundQuintillion = (value: bigint): bigint => (value + QUINTILLION / 2n) / QUINTILLION;
