import { I32F32 } from "../../fixed/formats.js";
import { U16_MAX } from "../../fixed/integer.js";
import type { EpochHyperparameters } from "../types.js";
import { alphaSigmoid, bondsAlpha } from "./alpha.js";
import { liquidBonds } from "./liquid-bonds.js";
import { colNormalise, type Matrix, mapEntries, movingAverage, weightedRowSums } from "./matrix.js";
import { normalise, type Vector } from "./vector.js";
import type { BondsInput, BondsOutput } from "./yuma2-bonds.js";

export interface Yuma3Input extends BondsInput {
  readonly consensus: Vector;
}

/**
 * Absolute bonds: a bond follows the validator's own weight, whatever its stake and whatever others hold. Stake only
 * enters the dividends, so inactive validators earn none.
 */
export function yuma3Bonds(input: Yuma3Input, hyperparameters: EpochHyperparameters): BondsOutput {
  const { n, activeStake, incentive } = input;
  const bonds = followWeights({ ...input, bonds: bondFractions(input.bonds) }, hyperparameters);
  const earned = weightedRowSums(colNormalise(bonds, n), incentive);
  return { bonds, dividends: normalise(earned.map((share, uid) => I32F32.mul(share, activeStake[uid]!))) };
}

function followWeights(input: Yuma3Input, hyperparameters: EpochHyperparameters): Matrix {
  const { n, bonds, bondWeights, consensus } = input;
  if (hyperparameters.liquidAlphaOn && consensus.some((value) => value !== 0n)) {
    return liquidBonds(bondWeights, bonds, consensus, alphaSigmoid(hyperparameters));
  }
  return movingAverage(bondWeights, bonds, bondsAlpha(hyperparameters.bondsMovingAverage), n);
}

/** u16 · 2^32 to fractions of 65535. */
export function bondFractions(bonds: Matrix): Matrix {
  const scale = I32F32.fromInteger(U16_MAX);
  return mapEntries(bonds, ({ value }) => I32F32.div(value, scale));
}
