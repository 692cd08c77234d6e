import { I32F32 } from "../../fixed/formats.js";
import { sum } from "../../fixed/integer.js";

/** I32F32 bits by UID. */
export type Vector = readonly bigint[];

/** Divides by the sum, each quotient floored; a vector that sums to zero stays as it is. */
export function normalise(vector: Vector): bigint[] {
  return normaliseBy(vector, sum(vector));
}

export function normaliseBy(vector: Vector, total: bigint): bigint[] {
  return total === 0n ? [...vector] : vector.map((value) => I32F32.div(value, total));
}

export const zeros = (n: number): bigint[] => new Array<bigint>(n).fill(0n);
