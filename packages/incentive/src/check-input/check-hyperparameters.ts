import type { EpochHyperparameters } from "../epoch/types.js";
import { checkLength, checkU64, rangeError } from "../errors.js";
import { checkInteger, checkU16 } from "./check-values.js";

const U32_MAX = 2 ** 32 - 1;

/**
 * Checks that each value fits the type in which the chain stores it. What owners may set is narrower, and not checked.
 * @throws `incentive/out_of_range`, `incentive/length_mismatch`.
 */
export function checkHyperparameters(values: EpochHyperparameters, at = "hyperparameters"): void {
  for (const name of ["tempo", "maxAllowedValidators", "kappa", "bondsPenalty"] as const) {
    checkU16(`${at}.${name}`, values[name]);
  }
  for (const name of ["bondsMovingAverage", "stakeThreshold", "taoWeight"] as const) {
    checkU64(`${at}.${name}`, values[name]);
  }
  for (const name of ["yuma3On", "liquidAlphaOn"] as const) {
    if (typeof values[name] !== "boolean") throw rangeError(`${at}.${name}`, values[name], "true or false");
  }
  checkInteger(`${at}.activityCutoffFactorMilli`, values.activityCutoffFactorMilli, 0, U32_MAX);
  checkInteger(`${at}.alphaSigmoidSteepness`, values.alphaSigmoidSteepness, -32_768, 32_767);
  checkLength(`${at}.alphaValues`, values.alphaValues.length, 2);
  values.alphaValues.forEach((value, index) => {
    checkU16(`${at}.alphaValues`, value, index);
  });
}
