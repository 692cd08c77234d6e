import { mul } from "./fixed";
import { activeStake, consensus, incentive, n, trust, weights } from "./subnet";
import { normalise, sumOf } from "./vector";
import { Votes } from "./votes";

/** Per miner the weight that a `kappa` share of the voting stake supports. */
export function findConsensus(kappa: i64): void {
  const stakes = new StaticArray<i64>(n);
  for (let uid = 0; uid < n; uid++) stakes[uid] = activeStake[uid];
  normalise(stakes, n);
  const total = sumOf(stakes, n);
  const votes = new Votes(weights, stakes);
  for (let miner = 0; miner < n; miner++) consensus[miner] = votes.decide(miner, total, total - kappa);
}

/** Miners earn by weights clipped to consensus, validators are trusted by how much of theirs is left. */
export function rankMiners(): void {
  for (let validator = 0; validator < n; validator++) rankRow(validator, activeStake[validator]);
  normalise(incentive, n);
}

function rankRow(validator: i32, stake: i64): void {
  const columns = weights.columns;
  const values = weights.values;
  const supported = consensus;
  const ranks = incentive;
  let total: i64 = 0;
  for (let at = weights.offsets[validator]; at < weights.offsets[validator + 1]; at++) {
    const miner = columns[at];
    const clipped = min(values[at], supported[miner]);
    total += clipped;
    ranks[miner] += mul(stake, clipped);
  }
  trust[validator] = total;
}
