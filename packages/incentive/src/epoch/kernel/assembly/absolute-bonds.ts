// biome-ignore-all lint/style/useImportType: this language has no type imports.
import { div, mul, u16ToFraction } from "./fixed";
import { liquidAverage } from "./liquid-average";
import { movingAverage } from "./moving-average";
import { Rows } from "./rows";
import { activeStake, bonds, consensus, dividends, incentive, n, setBonds, weights } from "./subnet";
import { normalise } from "./vector";

/** Yuma3: a bond follows the validator's own weight at one rate. */
export function absoluteBonds(alpha: i64): void {
  bondsToFractions();
  setBonds(movingAverage(weights, bonds, alpha));
  payDividends(bonds);
}

/** Yuma3 with liquid alpha: each bond has a rate of its own. */
export function liquidBonds(low: i64, high: i64, steepness: i64): void {
  bondsToFractions();
  setBonds(liquidAverage(weights, bonds, low, high, steepness));
  payDividends(bonds);
}

/** Whether any miner has consensus; without one liquid alpha is off. */
export function hasConsensus(): bool {
  for (let miner = 0; miner < n; miner++) {
    if (consensus[miner] !== 0) return true;
  }
  return false;
}

function bondsToFractions(): void {
  const values = bonds.values;
  const length = bonds.length;
  for (let at = 0; at < length; at++) values[at] = u16ToFraction(values[at]);
}

function payDividends(held: Rows): void {
  const sums = new StaticArray<i64>(n);
  const columns = held.columns;
  const values = held.values;
  const length = held.length;
  for (let at = 0; at < length; at++) sums[columns[at]] += values[at];
  for (let validator = 0; validator < n; validator++) {
    let earned: i64 = 0;
    for (let at = held.offsets[validator]; at < held.offsets[validator + 1]; at++) {
      const miner = columns[at];
      earned += mul(div(values[at], sums[miner]), incentive[miner]);
    }
    dividends[validator] = mul(activeStake[validator], earned);
  }
  normalise(dividends, n);
}
