import { I32F32 } from "../../fixed/formats.js";
import { bondsAlpha } from "./alpha.js";
import { colMaxUpscale, colNormalise, type Matrix, mapEntries, movingAverage, weightedRowSums } from "./matrix.js";
import { normalise, type Vector } from "./vector.js";

export interface BondsInput {
  readonly n: number;
  /** Masked bonds as whole numbers, from `oldBonds`. */
  readonly bonds: Matrix;
  readonly bondWeights: Matrix;
  readonly activeStake: Vector;
  readonly incentive: Vector;
}

/** Bonds to store and dividends, normalised. */
export interface BondsOutput {
  readonly bonds: Matrix;
  readonly dividends: Vector;
}

/**
 * Bonds relative to each other: a validator's bond to a miner is its share of the stake that voted for it, averaged over
 * time. Inactive validators go on earning from the bonds they have.
 */
export function yuma2Bonds(input: BondsInput, bondsMovingAverage: bigint): BondsOutput {
  const { n, activeStake, incentive } = input;
  const bought = mapEntries(input.bondWeights, ({ value }, row) => I32F32.mul(activeStake[row]!, value));
  const average = movingAverage(
    colNormalise(bought, n),
    colNormalise(input.bonds, n),
    bondsAlpha(bondsMovingAverage),
    n,
  );
  const bonds = colNormalise(average, n);
  return { bonds: colMaxUpscale(bonds, n), dividends: normalise(weightedRowSums(bonds, incentive)) };
}
