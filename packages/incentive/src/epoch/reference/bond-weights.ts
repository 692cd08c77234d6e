import { I32F32 } from "../../fixed/formats.js";
import { u16ToFraction } from "../../fixed/fractions.js";
import type { Matrix } from "./matrix.js";

/**
 * The weights that bonds are built on: between the weights as set (penalty 0) and clipped to consensus (65535). The two
 * ends keep entries and order as they are; in between rows are sorted, and what is not positive drops out.
 */
export function bondWeights(weights: Matrix, clipped: Matrix, bondsPenalty: number): Matrix {
  const penalty = u16ToFraction(bondsPenalty);
  if (penalty === 0n) return weights;
  if (penalty === I32F32.one) return clipped;
  return weights.map((entries, row) => {
    const supported = new Map(clipped[row]!.map(({ column, value }) => [column, value]));
    return entries
      .map(({ column, value }) => {
        const excess = I32F32.sub(supported.get(column) ?? 0n, value);
        return { column, value: I32F32.add(value, I32F32.mul(penalty, excess)) };
      })
      .filter(({ value }) => value > 0n)
      .sort((a, b) => a.column - b.column);
  });
}
