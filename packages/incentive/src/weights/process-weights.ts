import { checkU16 } from "../check-input/check-values.js";
import { rangeError } from "../errors.js";
import { U16_MAX } from "../fixed/integer.js";
import { clipToLimit } from "./clip-to-limit.js";
import { evenFloat32, sumFloat32 } from "./float32.js";
import { type LegalWeights, quantiseWeights } from "./quantise-weights.js";

export interface ProcessWeightsInput {
  /** One score per UID of the subnet, from UID 0 on. NaN counts as 0. */
  readonly scores: ArrayLike<number>;
  /** `MinAllowedWeights`. With more than there are UIDs, every UID gets the same weight. */
  readonly minAllowedWeights: number;
  /** `MaxWeightsLimit`, u16 of 65535 (65535, the default: no limit). */
  readonly maxWeightsLimit?: number;
  /** Share of the lowest non-zero scores to leave out, u16 of 65535, as far as the minimum allows. Default 0. */
  readonly excludeQuantile?: number;
}

/**
 * Turns a validator's scores into weights that the chain accepts, in single precision as the Python tools do. Without
 * any score above zero all UIDs get the same weight.
 * @throws `incentive/out_of_range` for a negative or infinite score, with its UID as `index`, or a limit that is no u16.
 */
export function processWeights(input: ProcessWeightsInput): LegalWeights {
  checkU16("minAllowedWeights", input.minAllowedWeights);
  checkU16("maxWeightsLimit", input.maxWeightsLimit ?? U16_MAX);
  checkU16("excludeQuantile", input.excludeQuantile ?? 0);
  const limit = (input.maxWeightsLimit ?? U16_MAX) / U16_MAX;
  const { uids, shares } = selectWeights(normaliseScores(input.scores), limit, input);
  return quantiseWeights(uids, shares);
}

function normaliseScores(scores: ArrayLike<number>): Float32Array {
  const values = Float32Array.from(scores, (score, uid) => {
    if (typeof score !== "number" || score < 0 || score === Infinity) {
      throw rangeError("scores", score, "a number from 0 on", uid);
    }
    return Number.isNaN(score) ? 0 : score;
  });
  const norm = sumFloat32(values);
  return norm === 0 ? values : values.map((value) => value / norm);
}

interface Selection {
  readonly uids: readonly number[];
  readonly shares: Float32Array;
}

/** Which UIDs get weight, and their shares: at least `minAllowedWeights` of them. */
function selectWeights(weights: Float32Array, limit: number, input: ProcessWeightsInput): Selection {
  const all = Array.from(weights, (_, uid) => uid);
  const scored = all.filter((uid) => weights[uid]! > 0);
  if (scored.length === 0 || all.length < input.minAllowedWeights) {
    return { uids: all, shares: evenFloat32(all.length) };
  }
  if (scored.length < input.minAllowedWeights) {
    // Those without a score get next to nothing, so that the vector is long enough.
    return {
      uids: all,
      shares: clipToLimit(
        weights.map((weight) => 1e-5 + weight),
        limit,
      ),
    };
  }
  const threshold = lowestKept(
    scored.map((uid) => weights[uid]!),
    input,
  );
  const uids = scored.filter((uid) => weights[uid]! >= threshold);
  return {
    uids,
    shares: clipToLimit(
      Float32Array.from(uids, (uid) => weights[uid]!),
      limit,
    ),
  };
}

/** The quantile below which scores are left out, interpolated between neighbours. */
function lowestKept(weights: readonly number[], input: ProcessWeightsInput): number {
  const largest = Math.max(0, weights.length - input.minAllowedWeights) / weights.length;
  const quantile = Math.min((input.excludeQuantile ?? 0) / U16_MAX, largest);
  const ascending = [...weights].sort((a, b) => a - b);
  const position = quantile * (ascending.length - 1);
  const [low, high] = [ascending[Math.floor(position)]!, ascending[Math.ceil(position)]!];
  return low + (high - low) * (position - Math.floor(position));
}
