import { weight } from "./weight.js";

/** The likeliest token; of equals, the one with the lowest id. */
export interface Top {
  readonly topToken: number;
  readonly topLogit: number;
}

export function likeliest(logits: Float32Array): Top {
  let topToken = 0;
  let topLogit = logits[0]!;
  for (let token = 1; token < logits.length; token++) {
    if (logits[token]! > topLogit) {
      topToken = token;
      topLogit = logits[token]!;
    }
  }
  return { topToken, topLogit };
}

/** Finite, so that the likeliest token weighs 1 whatever the temperature. A product is computed in half the time of a division. */
export const inverseOf = (temperature: number): number => Math.min(1 / temperature, Number.MAX_VALUE);

/** Σ exp((logit − top) / temperature): the likeliest token weighs 1. At temperature 1, ln Σ exp(logit) is top + ln of this. */
export function totalWeight(logits: Float32Array, topLogit: number, temperature: number): number {
  const scale = inverseOf(temperature);
  let total = 0;
  for (let token = 0; token < logits.length; token++) total += weight((logits[token]! - topLogit) * scale);
  return total;
}

/** The total weight, and the mean logit of a token drawn from the whole vocabulary. */
export function temper(
  logits: Float32Array,
  topLogit: number,
  temperature: number,
): { total: number; expectedLogit: number } {
  const scale = inverseOf(temperature);
  let total = 0;
  let weighted = 0;
  for (let token = 0; token < logits.length; token++) {
    const below = logits[token]! - topLogit;
    const share = weight(below * scale);
    total += share;
    // A logit of minus infinity, which weighs nothing, must not make this a NaN.
    if (share > 0) weighted += share * below;
  }
  return { total, expectedLogit: topLogit + weighted / total };
}

/**
 * The lowest logit in the nucleus: the smallest set of likeliest tokens whose probability at `temperature` reaches `topP`.
 * Tokens that tie with the last one belong to it as well. `-Infinity` when `topP` is 1 or more.
 * @param total - The total weight at that temperature.
 */
export function nucleusFloor(
  logits: Float32Array,
  topLogit: number,
  temperature: number,
  { topP, total }: { readonly topP: number; readonly total: number },
): number {
  if (topP >= 1) return Number.NEGATIVE_INFINITY;
  // What is left out sums to at most 1 − topP, so a token above that share of the average cannot be missed by the cut. A little
  // lower, for the rounding of a logarithm.
  const cut = topLogit + temperature * (Math.log(((1 - topP) * total) / Math.max(1, logits.length - 1)) - 1e-6);
  const likely = atLeast(logits, cut).sort();
  let reached = 0;
  for (let index = likely.length - 1; index >= 0; index--) {
    reached += weight((likely[index]! - topLogit) * inverseOf(temperature));
    if (reached >= topP * total) return likely[index]!;
  }
  return likely[0] ?? topLogit;
}

function atLeast(logits: Float32Array, cut: number): Float32Array {
  const found: number[] = [];
  for (let token = 0; token < logits.length; token++) if (logits[token]! >= cut) found.push(logits[token]!);
  return new Float32Array(found);
}
