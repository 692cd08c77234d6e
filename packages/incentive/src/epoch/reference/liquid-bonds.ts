import { I32F32 } from "../../fixed/formats.js";
import { maximum, minimum } from "../../fixed/integer.js";
import { type AlphaSigmoid, sigmoidAlpha } from "./alpha.js";
import type { Matrix, Row } from "./matrix.js";
import type { Vector } from "./vector.js";

/**
 * Bonds that follow weights, each at a rate of its own. Only entries of the weights survive, in their order: an old bond
 * without one is gone at once, while an explicit zero lets it decay.
 */
export function liquidBonds(weights: Matrix, bonds: Matrix, consensus: Vector, sigmoid: AlphaSigmoid): Matrix {
  return weights.map((entries, row) => {
    const alphaOf = liquidAlphas(entries, bonds[row]!, consensus, sigmoid);
    const held = valuesOf(bonds[row]!);
    return entries
      .map(({ column, value }) => {
        const alpha = alphaOf(column);
        const decayed = I32F32.mul(I32F32.sub(I32F32.one, alpha), held.get(column) ?? 0n);
        const bought = maximum(I32F32.mul(alpha, value), 0n);
        return { column, value: minimum(I32F32.add(decayed, bought), I32F32.one) };
      })
      .filter(({ value }) => value > 0n);
  });
}

/** The rate of every bond of one validator, by miner, I32F32 bits. */
export function liquidAlphas(weights: Row, bonds: Row, consensus: Vector, sigmoid: AlphaSigmoid) {
  const weightOf = valuesOf(ascendingEntries(weights));
  const bondOf = valuesOf(ascendingEntries(bonds));
  return (column: number): bigint =>
    sigmoidAlpha(consensus[column]!, weightOf.get(column) ?? 0n, bondOf.get(column) ?? 0n, sigmoid);
}

/**
 * What the chain's forward-only cursor sees of a row: an entry that stands behind one of a larger column is passed over,
 * so that its value reads as 0.
 */
function ascendingEntries(row: Row): Row {
  let highest = -1;
  return row.filter(({ column }) => {
    if (column <= highest) return false;
    highest = column;
    return true;
  });
}

const valuesOf = (row: Row): Map<number, bigint> => new Map(row.map(({ column, value }) => [column, value]));
