import type { TokenScore } from "@taostack/inference";
import type { TextToken } from "@taostack/protocol";

/** How far an answer is what the reference model would have given. Each 0 … 1; errors in nats. */
export interface Authenticity {
  /** The tokens are those that the request's seed draws. */
  readonly sampling: number;
  /** The tokens are likely under the model, whatever the seed. */
  readonly plausibility: number;
  /** The log-probabilities that came with them are the model's. */
  readonly claims: number;
  /** The last token is where the model ends. */
  readonly ending: number;
  readonly meanSamplingGap: number;
  readonly meanSurprise: number;
  readonly meanClaimError: number;
}

/** Other kernels and other batch shapes move logits by some thousandths; that much is nobody's fault. */
const KERNEL_NOISE = 0.01;
/** One token cannot count for more than this, so that a near-tie gone wrong does not sink a long answer. */
const MAX_GAP = 4;
/** Mean gap that costs a factor e. */
const SAMPLING_SCALE = 0.25;
/** Mean surprise that is left to chance, more of it in few tokens; and the excess that costs a factor e. */
const surpriseMargin = (tokens: number): number => 0.5 + 1.5 / Math.sqrt(tokens);
const SURPRISE_SCALE = 0.5;
/** Mean relative error of the claimed log-probabilities that costs a factor e. */
const CLAIM_SCALE = 0.25;
/** Gap of the last token that costs a factor e. */
const ENDING_SCALE = 0.5;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const decay = (excess: number, scale: number): number => Math.exp(-Math.max(0, excess) / scale);

/**
 * Compares an answer with the reference's view of the same tokens (`scores`, one for each).
 *
 * - `sampling`: exp(−mean(min(gap, 4)) / 0.25), gap being the token's `samplingGap` above kernel noise. Request and seed fix the
 *   noise that a sampler adds, so there is one right answer up to near-ties: Token-DiFR (Karvonen et al., arXiv:2511.20621).
 * - `plausibility`: exp(−(mean(expectedLogprob − logprob) − 0.5 − 1.5/√n) / 0.5). A text that the model wrote is as surprising as
 *   the model is unsure; the comparison is relative because fixed thresholds fail on flat and on peaked text.
 * - `claims`: exp(−mean(|claimed − logprob| / (1 + |logprob|)) / 0.25). An improbable token's log-probability moves most between
 *   kernels, so errors count relative to it.
 * - `ending`: exp(−gap of the last token / 0.5): an answer that ends early has an end token that the model would not have drawn.
 */
export function authenticityOf(tokens: readonly TextToken[], scores: readonly TokenScore[]): Authenticity {
  const gaps = scores.map((score) => Math.min(MAX_GAP, Math.max(0, score.samplingGap - KERNEL_NOISE)));
  const meanSamplingGap = mean(gaps);
  const meanSurprise = mean(scores.map((score) => score.expectedLogprob - score.logprob));
  const meanClaimError = mean(
    scores.map(({ logprob }, index) => Math.abs(tokens[index]!.logprob - logprob) / (1 + Math.abs(logprob))),
  );
  return {
    sampling: decay(meanSamplingGap, SAMPLING_SCALE),
    plausibility: decay(meanSurprise - surpriseMargin(scores.length), SURPRISE_SCALE),
    claims: decay(meanClaimError, CLAIM_SCALE),
    ending: decay(gaps.at(-1)!, ENDING_SCALE),
    meanSamplingGap,
    meanSurprise,
    meanClaimError,
  };
}
