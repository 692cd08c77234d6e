import { checkU64, rangeError } from "../errors.js";
import { U16_MAX } from "../fixed/integer.js";
import { QUINTILLION } from "../fixed/perquintill.js";
import type { Pool } from "../pool/types.js";
import { checkInteger } from "./check-values.js";

/** @throws `incentive/out_of_range` for what no pool of the chain holds. */
export function checkPool(pool: Omit<Pool, "feeRate">, at = ""): void {
  checkInteger(`${at}subnetMechanism`, pool.subnetMechanism, 0, U16_MAX);
  checkU64(`${at}subnetTao`, pool.subnetTao);
  checkU64(`${at}subnetAlphaIn`, pool.subnetAlphaIn);
  const { quoteWeight } = pool;
  if (typeof quoteWeight === "bigint" && quoteWeight >= 0n && quoteWeight <= QUINTILLION) return;
  throw rangeError(`${at}quoteWeight`, quoteWeight, "a bigint from 0 to 10^18");
}

/** @throws `incentive/out_of_range` unless it is a u16 below 65535, which would be all of an order. */
export function checkFeeRate(feeRate: number): void {
  checkInteger("feeRate", feeRate, 0, U16_MAX - 1);
}
