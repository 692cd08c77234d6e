import { I32F32 } from "../../fixed/formats.js";
import { minimum, sum } from "../../fixed/integer.js";
import { type Matrix, mapEntries } from "./matrix.js";
import { normalise, type Vector, zeros } from "./vector.js";

/**
 * Per miner the weight that a `kappa` share of the voting stake supports: the stake-weighted median of its column. A
 * validator with stake that gave it no weight votes 0.
 * @param kappa - I32F32 bits.
 */
export function consensusWeights(weights: Matrix, activeStake: Vector, kappa: bigint): bigint[] {
  const voters = activeStake.flatMap((stake, uid) => (stake > 0n ? [uid] : []));
  const stakes = normalise(voters.map((uid) => activeStake[uid]!));
  const minority = I32F32.sub(sum(stakes), kappa);
  const ballots = columnsOf(weights, voters);
  return ballots.map((scores) => weightedMedian(stakes, scores, minority));
}

/** Dense columns of the voters' rows: `columns[miner][voter]`. */
function columnsOf(weights: Matrix, voters: readonly number[]): bigint[][] {
  const columns = weights.map(() => zeros(voters.length));
  voters.forEach((uid, voter) => {
    for (const { column, value } of weights[uid]!) columns[column]![voter] = value;
  });
  return columns;
}

/**
 * The smallest score at which the stake of all lower or equal scores exceeds `minority`; the largest score if none does,
 * 0 without voters. The chain finds it by a pivot search, with the same result.
 */
export function weightedMedian(stakes: Vector, scores: Vector, minority: bigint): bigint {
  const ascending = scores.map((_, index) => index).sort((a, b) => (scores[a]! < scores[b]! ? -1 : 1));
  let supporting = 0n;
  for (const index of ascending) {
    supporting += stakes[index]!;
    if (supporting > minority) return scores[index]!;
  }
  const last = ascending.at(-1);
  return last === undefined ? 0n : scores[last]!;
}

/** Lowers each weight to the consensus. Where that is 0 the entry goes; an explicit zero weight stays. */
export function clipWeights(weights: Matrix, consensus: Vector): Matrix {
  const supported = weights.map((entries) =>
    entries.filter(({ column, value }) => value <= consensus[column]! || consensus[column]! > 0n),
  );
  return mapEntries(supported, ({ column, value }) => minimum(value, consensus[column]!));
}
