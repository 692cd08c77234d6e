/** The distribution that raw logits stand for at temperature 1. Natural logarithms. */
export interface Distribution {
  /** ln Σ exp(logit): a token's log-probability is its logit minus this. */
  readonly logNormalizer: number;
  /** The likeliest token; of equals, the one with the lowest id. */
  readonly topToken: number;
  readonly topLogit: number;
}

export function distributionOf(logits: Float32Array): Distribution {
  let topToken = 0;
  for (let token = 1; token < logits.length; token++) {
    if (logits[token]! > logits[topToken]!) topToken = token;
  }
  const topLogit = logits[topToken]!;
  let sum = 0;
  for (let token = 0; token < logits.length; token++) sum += Math.exp(logits[token]! - topLogit);
  return { logNormalizer: topLogit + Math.log(sum), topToken, topLogit };
}

/** The mean logit of a token drawn at `temperature` from the whole vocabulary. */
export function expectedLogit(logits: Float32Array, topLogit: number, temperature: number): number {
  if (temperature === 0) return topLogit;
  let sum = 0;
  let weighted = 0;
  for (const logit of logits) {
    const weight = Math.exp((logit - topLogit) / temperature);
    if (weight === 0) continue;
    sum += weight;
    weighted += weight * logit;
  }
  return weighted / sum;
}

/**
 * The lowest logit in the nucleus: the smallest set of likeliest tokens whose probability at `temperature` reaches `topP`.
 * Tokens that tie with the last one belong to it as well. `-Infinity` when `topP` is 1 or more.
 */
export function nucleusFloor(logits: Float32Array, topLogit: number, temperature: number, topP: number): number {
  if (topP >= 1) return Number.NEGATIVE_INFINITY;
  let total = 0;
  for (let token = 0; token < logits.length; token++) total += Math.exp((logits[token]! - topLogit) / temperature);
  // What is left out sums to at most 1 − topP, so a token above that share of the average cannot be missed by the cut. A little
  // lower, for the rounding of a logarithm.
  const cut = topLogit + temperature * (Math.log(((1 - topP) * total) / Math.max(1, logits.length - 1)) - 1e-6);
  const likely = atLeast(logits, cut).sort();
  let reached = 0;
  for (let index = likely.length - 1; index >= 0; index--) {
    reached += Math.exp((likely[index]! - topLogit) / temperature);
    if (reached >= topP * total) return likely[index]!;
  }
  return likely[0] ?? topLogit;
}

function atLeast(logits: Float32Array, cut: number): Float32Array {
  const found: number[] = [];
  for (let token = 0; token < logits.length; token++) if (logits[token]! >= cut) found.push(logits[token]!);
  return Float32Array.from(found);
}
