import { U96F32 } from "../../fixed/formats.js";
import { u16ToFraction } from "../../fixed/fractions.js";
import { U64_MAX } from "../../fixed/integer.js";
import { activityCutoff } from "../activity.js";
import { alphaSigmoid, bondsAlpha } from "../reference/alpha.js";
import { lastTempoBlock } from "../reference/old-bonds.js";
import { normalisedStake } from "../reference/stake.js";
import type { EpochInput, EpochOutput } from "../types.js";
import { type Kernel, withKernel } from "./kernel.js";
import { readOutput } from "./read-output.js";
import { countPairs, writeInput } from "./write-input.js";

/** As many as a subnet has whose 4096 UIDs all set a weight on all. More would not fit the kernel's memory for sure. */
const MAX_PAIRS = 2 ** 24;
const MAX_UIDS = 2 ** 15;
/** 1 of `BondsMovingAverage`: beyond it bonds grow out of the range from 0 to 1. */
const MAX_MOVING_AVERAGE = 1_000_000n;

/**
 * An epoch in 64-bit integers and doubles, which is exact as long as every share is from 0 to 1.
 * @returns Undefined for what chains do not hold (a miner twice in one row, a moving average above 1, sizes beyond any
 * subnet's), and where WebAssembly cannot be had.
 */
export function kernelEpoch(input: EpochInput): EpochOutput | undefined {
  if (!isOrdinary(input)) return undefined;
  return withKernel((kernel) => (runSteps(kernel, input) ? readOutput(kernel, input.n) : undefined));
}

function isOrdinary({ n, weights, bonds, hyperparameters }: EpochInput): boolean {
  const pairs = countPairs(weights, n) + countPairs(bonds, n);
  return n <= MAX_UIDS && pairs <= MAX_PAIRS && hyperparameters.bondsMovingAverage <= MAX_MOVING_AVERAGE;
}

/** @returns False when the rows hold a miner twice. */
function runSteps(kernel: Kernel, input: EpochInput): boolean {
  const { hyperparameters } = input;
  writeInput(kernel, input);
  findStake(kernel, input);
  kernel.findPermits(hyperparameters.maxAllowedValidators);
  if (!kernel.loadWeights()) return false;
  kernel.findConsensus(u16ToFraction(hyperparameters.kappa));
  kernel.rankMiners();
  kernel.pullWeights(u16ToFraction(hyperparameters.bondsPenalty));
  if (!findBonds(kernel, input)) return false;
  kernel.payOut(input.emission);
  return true;
}

function findStake(kernel: Kernel, input: EpochInput): void {
  const { activityCutoffFactorMilli, tempo, taoWeight, stakeThreshold } = input.hyperparameters;
  kernel.findActive(input.currentBlock, activityCutoff(activityCutoffFactorMilli, tempo));
  if (!kernel.shareStake(U96F32.ratio(taoWeight, U64_MAX), stakeThreshold)) {
    new BigInt64Array(kernel.memory.buffer, kernel.stake.value, input.n).set(normalisedStake(input));
  }
  kernel.findActiveStake(Number(input.validatorPermit.length === 0));
}

function findBonds(kernel: Kernel, input: EpochInput): boolean {
  const { hyperparameters } = input;
  const { yuma3On, liquidAlphaOn, bondsMovingAverage } = hyperparameters;
  const isLiquid = yuma3On && liquidAlphaOn && kernel.hasConsensus() === 1;
  if (!kernel.loadBonds(lastTempoBlock(input), Number(isLiquid))) return false;
  if (isLiquid) {
    const { low, high, steepness } = alphaSigmoid(hyperparameters);
    kernel.liquidBonds(low, high, steepness >> 32n);
  } else if (yuma3On) {
    kernel.absoluteBonds(bondsAlpha(bondsMovingAverage));
  } else {
    kernel.relativeBonds(bondsAlpha(bondsMovingAverage));
  }
  return true;
}
