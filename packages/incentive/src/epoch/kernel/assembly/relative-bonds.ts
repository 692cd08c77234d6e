// biome-ignore-all lint/style/useImportType: this language has no type imports.
import { mul } from "./fixed";
import { movingAverage } from "./moving-average";
import { normaliseColumns, Rows, upscaleColumns } from "./rows";
import { activeStake, bonds, dividends, incentive, n, setBonds, weights } from "./subnet";
import { normalise } from "./vector";

/** Yuma2: a bond is the validator's share of the stake that voted for the miner, averaged over time. */
export function relativeBonds(alpha: i64): void {
  buyWithStake();
  normaliseColumns(weights);
  normaliseColumns(bonds);
  const average = movingAverage(weights, bonds, alpha);
  normaliseColumns(average);
  for (let validator = 0; validator < n; validator++) dividends[validator] = earnings(average, validator);
  normalise(dividends, n);
  upscaleColumns(average);
  setBonds(average);
}

function buyWithStake(): void {
  const values = weights.values;
  for (let validator = 0; validator < n; validator++) {
    const stake = activeStake[validator];
    for (let at = weights.offsets[validator]; at < weights.offsets[validator + 1]; at++) {
      values[at] = mul(stake, values[at]);
    }
  }
}

/** What a validator's shares of miners bring in. */
export function earnings(shares: Rows, validator: i32): i64 {
  const columns = shares.columns;
  const values = shares.values;
  const earned = incentive;
  let total: i64 = 0;
  for (let at = shares.offsets[validator]; at < shares.offsets[validator + 1]; at++) {
    total += mul(values[at], earned[columns[at]]);
  }
  return total;
}
