export interface ProcessWeightsInput {
  /** One score per UID of the subnet; NaN counts as 0, negative scores are refused. */
  readonly scores: ArrayLike<number>;
  /** `MinAllowedWeights`. */
  readonly minAllowedWeights: number;
  /** `MaxWeightsLimit`, u16 of 65535 (65535: no limit). */
  readonly maxWeightsLimit?: number;
  /** Share of the lowest non-zero scores to leave out, u16 of 65535. */
  readonly excludeQuantile?: number;
}

/** A weight vector as `set_weights` takes it. */
export interface LegalWeights {
  readonly uids: Uint16Array;
  /** u16, the largest is 65535, none is 0. */
  readonly weights: Uint16Array;
}

/** Turns a validator's scores into weights that the chain accepts. Single-precision floats, as the Python tools use. */
export declare function processWeights(input: ProcessWeightsInput): LegalWeights;
