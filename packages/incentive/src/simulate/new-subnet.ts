import type { EpochHyperparameters } from "../epoch/types.js";

/** The hyperparameters with which the chain creates a subnet, and its default `StakeThreshold` and `TaoWeight`. */
export const NEW_SUBNET_HYPERPARAMETERS: EpochHyperparameters = Object.freeze({
  tempo: 360,
  activityCutoffFactorMilli: 13_889,
  maxAllowedValidators: 64,
  kappa: 32_767,
  bondsPenalty: 65_535,
  bondsMovingAverage: 900_000n,
  yuma3On: true,
  liquidAlphaOn: false,
  alphaValues: Object.freeze([45_875, 58_982] as const),
  alphaSigmoidSteepness: 1000,
  stakeThreshold: 0n,
  taoWeight: 971_718_665_099_567_868n,
});
