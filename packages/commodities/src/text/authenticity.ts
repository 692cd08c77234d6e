import type { TokenScore } from "@taostack/inference";
import type { TextToken } from "@taostack/protocol";

/** How far an answer is what the reference model would have given. Each 0 … 1; errors in nats. */
export interface Authenticity {
  /** The tokens are those that the request's temperature and seed draw. */
  readonly sampling: number;
  /** The tokens are likely under the model, whatever the seed. */
  readonly plausibility: number;
  /** The log-probabilities that came with them are the model's. */
  readonly claims: number;
  /** The last token is where the model ends. */
  readonly ending: number;
  /** Of all tokens together, for each 64 of them. */
  readonly samplingError: number;
  readonly meanSurprise: number;
  /** Tokens that neither the seed nor any likelihood explains. */
  readonly unlikelyTokens: number;
  readonly meanClaimError: number;
}

/**
 * A gap that nobody is blamed for. Other kernels and batch shapes move logits by some thousandths, int8 weights by some hundredths; in
 * 60 answers of each, no gap of the bundled model's int8 weights was above 0.13, and few of a cheat's below 0.5.
 */
const TOLERANCE = 0.1;
/** One token cannot count for more than this, so that one number decides nothing alone. */
const MAX_GAP = 4;
/** Sum of what gaps exceed the tolerance by, for each so many tokens, that costs a factor e. */
const SAMPLING_SCALE = 0.3;
const SAMPLING_TOKENS = 64;
/** Mean surprise that is left to chance, more of it in few tokens; and the excess that costs a factor e. */
const surpriseMargin = (tokens: number): number => 0.5 + 1.5 / Math.sqrt(tokens);
const SURPRISE_SCALE = 0.5;
/** A token so far down the ranks, and so far behind the best alternative there (nats), is unlikely. Each halves plausibility. */
const UNLIKELY_RANK = 10;
const UNLIKELY_GAP = 6;
/** Mean relative error of the claimed log-probabilities that costs a factor e. */
const CLAIM_SCALE = 0.15;
/** Gap of the last token that costs a factor e. */
const ENDING_SCALE = 0.5;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const decay = (excess: number, scale: number): number => Math.exp(-Math.max(0, excess) / scale);

/** The seed draws this token, however rare it is. */
const isDrawn = ({ samplingGap }: TokenScore): boolean => samplingGap <= TOLERANCE;

const isUnlikely = (score: TokenScore): boolean =>
  !isDrawn(score) && score.rank > UNLIKELY_RANK && score.topLogprob - score.logprob > UNLIKELY_GAP;

/**
 * Compares an answer with the reference's view of the same tokens (`scores`, one for each).
 *
 * - `sampling`: exp(−Σ max(0, min(gap, 4) − 0.1) / 0.3), gap being the token's `samplingGap`, and the sum taken for each 64 tokens where
 *   there are more. Request and seed fix the noise that a sampler adds, so there is one right answer up to near-ties: Token-DiFR
 *   (Karvonen et al., arXiv:2511.20621). A sum and not a mean, since another model, another seed or another temperature shows where the
 *   model had a choice, which is in few tokens, and there by far more than rounding does.
 * - `plausibility`: exp(−(mean(expectedLogprob − logprob) − 0.5 − 1.5/√n) / 0.5) · 0.5^(unlikely tokens), where tokens that the seed
 *   draws surprise nobody. A text that the model wrote is as surprising as the model is unsure; comparisons are relative, with the
 *   best alternative and by rank, because fixed thresholds fail on flat and on peaked text.
 * - `claims`: exp(−mean(|claimed − logprob| / (1 + |logprob|)) / 0.15). An improbable token's log-probability moves most between
 *   kernels, so errors count relative to it.
 * - `ending`: exp(−(gap of the last token − 0.1) / 0.5): an answer that ends early has an end token that the model would not have drawn. One that
 *   goes on where the model ends has the gap at the token after.
 */
export function authenticityOf(tokens: readonly TextToken[], scores: readonly TokenScore[]): Authenticity {
  const excesses = scores.map(({ samplingGap }) => Math.max(0, Math.min(MAX_GAP, samplingGap) - TOLERANCE));
  const samplingError = sum(excesses) / Math.max(1, scores.length / SAMPLING_TOKENS);
  const meanSurprise = mean(scores.map((score) => (isDrawn(score) ? 0 : score.expectedLogprob - score.logprob)));
  const unlikelyTokens = scores.filter(isUnlikely).length;
  const meanClaimError = mean(
    scores.map(({ logprob }, index) => Math.abs(tokens[index]!.logprob - logprob) / (1 + Math.abs(logprob))),
  );
  return {
    sampling: decay(samplingError, SAMPLING_SCALE),
    plausibility: decay(meanSurprise - surpriseMargin(scores.length), SURPRISE_SCALE) * 0.5 ** unlikelyTokens,
    claims: decay(meanClaimError, CLAIM_SCALE),
    ending: decay(excesses.at(-1)!, ENDING_SCALE),
    samplingError,
    meanSurprise,
    unlikelyTokens,
    meanClaimError,
  };
}
