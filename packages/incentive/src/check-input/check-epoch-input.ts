import type { EpochInput } from "../epoch/types.js";
import { checkLength, checkU64, rangeError } from "../errors.js";
import { U16_MAX } from "../fixed/integer.js";
import { checkHyperparameters } from "./check-hyperparameters.js";
import { checkSparseRows } from "./check-sparse-rows.js";
import { checkBlocks, checkInteger, checkU64s } from "./check-values.js";

/**
 * Refuses what storage cannot hold: an epoch over it would not fail, but yield figures that mean nothing. What storage
 * can hold stays allowed, such as a `lastUpdate` or a `validatorPermit` that is shorter than n.
 * @throws `incentive/length_mismatch` or `incentive/out_of_range`; `argument` and `index` say where.
 */
export function checkEpochInput(input: EpochInput): void {
  const { n } = input;
  checkInteger("n", n, 0, U16_MAX);
  checkInteger("currentBlock", input.currentBlock);
  checkInteger("lastMechanismStepBlock", input.lastMechanismStepBlock);
  checkU64("emission", input.emission);
  for (const name of ["alphaStake", "rootStake"] as const) {
    checkLength(name, input[name].length, n, true);
    checkU64s(name, input[name]);
  }
  checkLength("blockAtRegistration", input.blockAtRegistration.length, n, true);
  checkBlocks("blockAtRegistration", input.blockAtRegistration);
  checkBlocks("lastUpdate", input.lastUpdate);
  checkFlags("validatorPermit", input.validatorPermit);
  if (input.ownerUid !== undefined) checkInteger("ownerUid", input.ownerUid, 0, n - 1);
  if (input.commitBlocks !== undefined) checkCommitBlocks(input.commitBlocks);
  checkSparseRows("weights", input.weights);
  checkSparseRows("bonds", input.bonds);
  checkHyperparameters(input.hyperparameters);
}

function checkFlags(argument: string, flags: ArrayLike<boolean | number>): void {
  for (let index = 0; index < flags.length; index += 1) {
    const flag = flags[index];
    if (flag !== 0 && flag !== 1 && typeof flag !== "boolean")
      throw rangeError(argument, flag, "0, 1 or a boolean", index);
  }
}

function checkCommitBlocks(blocks: ArrayLike<number>): void {
  for (let index = 0; index < blocks.length; index += 1) {
    if (blocks[index] === Infinity) continue;
    checkInteger("commitBlocks", blocks[index]!, 0, Number.MAX_SAFE_INTEGER, index);
  }
}
