import { checkMechanismOutputs } from "../check-input/check-mechanism-outputs.js";
import { checkU64s } from "../check-input/check-values.js";
import { checkLength } from "../errors.js";
import { U64F64 } from "../fixed/formats.js";
import { sum, U16_MAX, U64_MAX } from "../fixed/integer.js";
import type { EpochOutput } from "./types.js";

/** The subnet-wide part of an epoch's results. Incentive and bonds are kept per mechanism. */
export type MergedEpoch = Omit<EpochOutput, "incentive" | "bonds">;

/**
 * Merges the epochs of a subnet's mechanisms, in ascending order. Averages are weighted by emission and floored after
 * every mechanism, as the chain does; server and validator emission are plain sums; flags hold if any holds.
 * @param parts - Emission of each mechanism, from `splitMechanismEmission`.
 * @throws `incentive/length_mismatch` unless there is one part for each output and all outputs are of one n;
 *   `incentive/out_of_range` for what is not of the column's type. `argument` is such as `outputs[1].consensus`.
 */
export function mergeMechanisms(outputs: readonly EpochOutput[], parts: readonly bigint[]): MergedEpoch {
  checkLength("parts", parts.length, outputs.length);
  checkU64s("parts", parts);
  checkMechanismOutputs(outputs);
  const weights = mechanismWeights(parts);
  const columns = <K extends keyof MergedEpoch>(key: K) => outputs.map((output) => output[key]);
  const averageU16 = (key: "stakeWeight" | "consensus" | "dividends" | "validatorTrust") =>
    Uint16Array.from(average(columns(key), weights, BigInt(U16_MAX)), Number);
  return {
    active: either(columns("active")),
    validatorPermit: either(columns("validatorPermit")),
    stakeWeight: averageU16("stakeWeight"),
    consensus: averageU16("consensus"),
    dividends: averageU16("dividends"),
    validatorTrust: averageU16("validatorTrust"),
    emission: BigUint64Array.from(average(columns("emission"), weights, U64_MAX)),
    serverEmission: total(columns("serverEmission")),
    validatorEmission: total(columns("validatorEmission")),
  };
}

/** Each mechanism's share of the emission, U64F64 bits. Without emission mechanism 0 counts alone. */
export function mechanismWeights(parts: readonly bigint[]): bigint[] {
  const emission = sum(parts);
  if (emission === 0n) return parts.map((_, mechanism) => (mechanism === 0 ? U64F64.one : 0n));
  return parts.map((part) => U64F64.ratio(part, emission));
}

type Column = ArrayLike<number | bigint>;

function average(columns: readonly Column[], weights: readonly bigint[], max: bigint): bigint[] {
  const n = columns[0]?.length ?? 0;
  return Array.from({ length: n }, (_, uid) =>
    columns.reduce((before, column, mechanism) => {
      const part = U64F64.mul(U64F64.fromInteger(column[uid]!), weights[mechanism]!);
      const after = U64F64.toU64(U64F64.add(U64F64.fromInteger(before), part));
      return after < max ? after : max;
    }, 0n),
  );
}

const either = (columns: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(columns[0] ?? [], (_, uid) => Number(columns.some((column) => column[uid] === 1)));

const total = (columns: readonly BigUint64Array[]): BigUint64Array =>
  BigUint64Array.from(columns[0] ?? [], (_, uid) => sum(columns.map((column) => column[uid]!)));
