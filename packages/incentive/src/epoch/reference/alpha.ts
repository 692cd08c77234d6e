import { exp } from "../../fixed/exp.js";
import { I32F32, I64F64 } from "../../fixed/formats.js";
import { u16ToFraction } from "../../fixed/fractions.js";
import { clamp } from "../../fixed/integer.js";
import type { EpochHyperparameters } from "../types.js";

const ONE = I32F32.one;
const HALF = ONE >> 1n;
const MINUS_HUNDRED = I32F32.fromInteger(-100n);

/** The constant rate at which bonds follow weights, I32F32 bits: 1 − `BondsMovingAverage` / 10^6. */
export function bondsAlpha(bondsMovingAverage: bigint): bigint {
  return I32F32.sub(ONE, I32F32.from(I64F64.ratio(bondsMovingAverage, 1_000_000n), I64F64));
}

/** `AlphaValues` and `AlphaSigmoidSteepness` in I32F32 bits. */
export interface AlphaSigmoid {
  readonly low: bigint;
  readonly high: bigint;
  readonly steepness: bigint;
}

export function alphaSigmoid({ alphaValues, alphaSigmoidSteepness }: EpochHyperparameters): AlphaSigmoid {
  const [low, high] = alphaValues;
  return {
    low: u16ToFraction(low),
    high: u16ToFraction(high),
    steepness: I32F32.fromInteger(alphaSigmoidSteepness),
  };
}

/**
 * Liquid alpha: the rate of one bond. It lies between low and high, and nearer to high the farther the weight is above
 * consensus (when buying) or below the bond (when selling). All in I32F32 bits.
 */
export function sigmoidAlpha(consensus: bigint, weight: bigint, bond: bigint, sigmoid: AlphaSigmoid): bigint {
  const { low, high, steepness } = sigmoid;
  const distance = clamp(weight >= bond ? I32F32.sub(weight, consensus) : I32F32.sub(bond, weight), 0n, ONE);
  const exponent = I32F32.mul(I32F32.divSaturating(steepness, MINUS_HUNDRED), I32F32.sub(distance, HALF));
  const rise = I32F32.divSaturating(ONE, I32F32.add(ONE, exp(exponent)));
  return clamp(I32F32.add(low, I32F32.mul(rise, I32F32.sub(high, low))), low, high);
}
