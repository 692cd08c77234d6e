import { fractionToU16 } from "../../fixed/fractions.js";
import { type SparseRows, sparseRows } from "../sparse-rows.js";
import type { EpochInput, EpochOutput } from "../types.js";
import { emissionOf } from "./emission-shares.js";
import type { Matrix } from "./matrix.js";
import { traceEpoch } from "./trace.js";
import type { Vector } from "./vector.js";

/**
 * The same epoch as `epoch`, in plain `bigint` steps that read as the rules are written: slow, and the measure of the
 * fast one, which equals it in every bit.
 * @throws As `epoch`.
 */
export function epochReference(input: EpochInput): EpochOutput {
  const trace = traceEpoch(input);
  return {
    active: Uint8Array.from(trace.active, Number),
    validatorPermit: Uint8Array.from(trace.validatorPermit, Number),
    stakeWeight: quantise(trace.stake),
    consensus: quantise(trace.consensus),
    incentive: quantise(trace.incentive),
    dividends: quantise(trace.dividends),
    validatorTrust: quantise(trace.validatorTrust),
    emission: emissionOf(trace.shares.combined, input.emission),
    serverEmission: emissionOf(trace.shares.server, input.emission),
    validatorEmission: emissionOf(trace.shares.validator, input.emission),
    bonds: quantiseBonds(trace.bonds, trace.validatorPermit),
  };
}

const quantise = (vector: Vector): Uint16Array => Uint16Array.from(vector, fractionToU16);

/** Pairs whose value becomes 0 are stored all the same; a UID without a new permit stores none. */
function quantiseBonds(bonds: Matrix, permits: readonly boolean[]): SparseRows {
  return sparseRows(
    bonds.map((row, uid) => (permits[uid] ? row.map(({ column, value }) => [column, fractionToU16(value)]) : [])),
  );
}
