import { checkEpochInput } from "../../check-input/check-epoch-input.js";
import { u16ToFraction } from "../../fixed/fractions.js";
import { sum } from "../../fixed/integer.js";
import { activeUids } from "../activity.js";
import type { EpochInput } from "../types.js";
import { bondWeights } from "./bond-weights.js";
import { clipWeights, consensusWeights } from "./consensus.js";
import { type EmissionShares, emissionShares } from "./emission-shares.js";
import { type Matrix, weightedColumnSums } from "./matrix.js";
import { oldBonds } from "./old-bonds.js";
import { nextPermits, stakeIsPermitted } from "./permits.js";
import { activeStake, normalisedStake } from "./stake.js";
import { normalise, type Vector } from "./vector.js";
import { votingWeights } from "./voting-weights.js";
import { yuma2Bonds } from "./yuma2-bonds.js";
import { yuma3Bonds } from "./yuma3-bonds.js";

/** An epoch before quantisation. Vectors and matrices hold I32F32 bits. Explains a result; `epoch` stores it. */
export interface EpochTrace {
  readonly active: readonly boolean[];
  readonly stake: Vector;
  readonly activeStake: Vector;
  readonly validatorPermit: readonly boolean[];
  readonly weights: Matrix;
  readonly consensus: Vector;
  readonly clippedWeights: Matrix;
  /** How much of a validator's weights consensus supports, not normalised. */
  readonly validatorTrust: Vector;
  readonly ranks: Vector;
  readonly incentive: Vector;
  readonly bondWeights: Matrix;
  readonly bonds: Matrix;
  readonly dividends: Vector;
  readonly shares: EmissionShares;
}

/** Runs an epoch and keeps every step. @throws `incentive/length_mismatch`, `incentive/out_of_range`. */
export function traceEpoch(input: EpochInput): EpochTrace {
  checkEpochInput(input);
  const { n, hyperparameters } = input;
  const active = activeUids(input);
  const stake = normalisedStake(input);
  const voting = activeStake(stake, active, (uid) => stakeIsPermitted(input, uid));

  const weights = votingWeights(input);
  const consensus = consensusWeights(weights, voting, u16ToFraction(hyperparameters.kappa));
  const clippedWeights = clipWeights(weights, consensus);
  const ranks = weightedColumnSums(clippedWeights, voting);
  const incentive = normalise(ranks);

  const forBonds = bondWeights(weights, clippedWeights, hyperparameters.bondsPenalty);
  const market = { n, bonds: oldBonds(input), bondWeights: forBonds, activeStake: voting, incentive, consensus };
  const { bonds, dividends } = hyperparameters.yuma3On
    ? yuma3Bonds(market, hyperparameters)
    : yuma2Bonds(market, hyperparameters.bondsMovingAverage);

  return {
    active,
    stake,
    activeStake: voting,
    validatorPermit: nextPermits(stake, input),
    weights,
    consensus,
    clippedWeights,
    validatorTrust: clippedWeights.map((row) => sum(row.map(({ value }) => value))),
    ranks,
    incentive,
    bondWeights: forBonds,
    bonds,
    dividends,
    shares: emissionShares({ stake, activeStake: voting, incentive, dividends }),
  };
}
