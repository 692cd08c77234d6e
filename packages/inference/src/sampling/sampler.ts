import type { SamplingSettings, TokenScore } from "../text-model.js";
import { inverseOf, likeliest, nucleusFloor, type Top, temper, totalWeight } from "./distribution.js";
import { gumbelNoise, mayExceed, noiseKey } from "./noise.js";

interface Choice {
  readonly token: number;
  /** The choice's logit with its noise, in units of raw logits. */
  readonly level: number;
  readonly floor: number;
  readonly key: number;
}

/**
 * The Gumbel-max trick: the token with the largest logit + temperature × noise is a draw from softmax(logits / temperature).
 * Unlike walking a cumulative sum, a small numerical difference changes the choice only between near-ties, which is what makes
 * a sampled answer checkable (see `samplingGap`). At temperature 0 the likeliest token.
 */
function choose(
  logits: Float32Array,
  { topLogit, topToken }: Top,
  { temperature, topP, seed }: SamplingSettings,
  { position, total }: { readonly position: number; readonly total: number },
): Choice {
  const key = noiseKey(seed, position);
  if (temperature === 0) return { token: topToken, level: topLogit, floor: Number.NEGATIVE_INFINITY, key };
  const floor = nucleusFloor(logits, topLogit, temperature, { topP, total });
  let token = topToken;
  // The likeliest token sets a level that few others reach.
  let level = topLogit + temperature * gumbelNoise(key, topToken);
  const scale = inverseOf(temperature);
  for (let candidate = 0; candidate < logits.length; candidate++) {
    const logit = logits[candidate]!;
    if (logit < floor || !mayExceed(key, candidate, (level - logit) * scale)) continue;
    const perturbed = logit + temperature * gumbelNoise(key, candidate);
    if (perturbed > level) {
      level = perturbed;
      token = candidate;
    }
  }
  return { token, level, floor, key };
}

/** Draws one token. `position` counts the answer's tokens from 0. The log-probability is at temperature 1. */
export function sampleToken(
  logits: Float32Array,
  settings: SamplingSettings,
  position: number,
): { id: number; logprob: number } {
  const { temperature, topP } = settings;
  const top = likeliest(logits);
  const weightAtOne = totalWeight(logits, top.topLogit, 1);
  const needsOther = temperature !== 0 && temperature !== 1 && topP < 1;
  const total = needsOther ? totalWeight(logits, top.topLogit, temperature) : weightAtOne;
  const { token } = choose(logits, top, settings, { position, total });
  return { id: token, logprob: logits[token]! - logNormalizer(top, weightAtOne) };
}

/** Judges a token that somebody else says was drawn at `position`. */
export function scoreToken(
  logits: Float32Array,
  token: number,
  settings: SamplingSettings,
  position: number,
): TokenScore {
  const { temperature } = settings;
  const top = likeliest(logits);
  const { topLogit } = top;
  const { total, expectedLogit } =
    temperature === 0 ? { total: 1, expectedLogit: topLogit } : temper(logits, topLogit, temperature);
  const normalizer = logNormalizer(top, temperature === 1 ? total : totalWeight(logits, topLogit, 1));
  const logit = logits[token]!;
  let rank = 1;
  for (let other = 0; other < logits.length; other++) if (logits[other]! > logit) rank++;
  return {
    logprob: logit - normalizer,
    rank,
    topLogprob: topLogit - normalizer,
    expectedLogprob: expectedLogit - normalizer,
    samplingGap: samplingGap(logits, token, settings, choose(logits, top, settings, { position, total })),
  };
}

/** ln Σ exp(logit): a token's log-probability is its logit minus this. */
const logNormalizer = ({ topLogit }: Top, weightAtOne: number): number => topLogit + Math.log(weightAtOne);

function samplingGap(logits: Float32Array, token: number, { temperature }: SamplingSettings, choice: Choice): number {
  if (token === choice.token) return 0;
  const logit = logits[token]!;
  const noise = temperature === 0 ? 0 : temperature * gumbelNoise(choice.key, token);
  // Outside the nucleus, the logits must be wrong at least by what the token lacks to get in.
  return Math.max(0, choice.level - (logit + noise), choice.floor - logit);
}
