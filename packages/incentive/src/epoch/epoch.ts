import { fractionToU16 } from "../fixed/fractions.js";
import { emissionOf } from "./emission-shares.js";
import type { Matrix } from "./matrix.js";
import { type SparseRows, sparseRows } from "./sparse-rows.js";
import { traceEpoch } from "./trace.js";
import type { EpochInput, EpochOutput } from "./types.js";
import type { Vector } from "./vector.js";

/**
 * One Yuma epoch of one mechanism of a subnet, exact to the last bit that the chain stores.
 * @throws `incentive/length_mismatch` when a vector is shorter than n, `incentive/out_of_range` for a wrong emission.
 */
export function epoch(input: EpochInput): EpochOutput {
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
