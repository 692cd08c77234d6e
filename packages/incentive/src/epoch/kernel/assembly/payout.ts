import { div, fractionToU16, partOf } from "./fixed";
import {
  activeStake,
  bonds,
  dividends,
  emission,
  incentive,
  n,
  nextPermits,
  serverEmission,
  stake,
  validatorEmission,
} from "./subnet";
import { sumOf } from "./vector";

/** Splits the amount by incentive and dividends; when there is neither, validators get it by stake. */
export function payOut(amount: u64): void {
  const total = sumOf(incentive, n) + sumOf(dividends, n);
  if (total === 0) payByStake(amount);
  else payByMerit(amount, total);
}

function payByMerit(amount: u64, total: i64): void {
  for (let uid = 0; uid < n; uid++) {
    serverEmission[uid] = partOf(amount, div(incentive[uid], total));
    validatorEmission[uid] = partOf(amount, div(dividends[uid], total));
    emission[uid] = partOf(amount, div(incentive[uid] + dividends[uid], total));
  }
}

function payByStake(amount: u64): void {
  const shares = sumOf(activeStake, n) !== 0 ? activeStake : stake;
  for (let uid = 0; uid < n; uid++) {
    validatorEmission[uid] = partOf(amount, shares[uid]);
    emission[uid] = validatorEmission[uid];
  }
}

/** Cuts a vector to u16 of 65535. */
export function quantise(values: StaticArray<i64>): StaticArray<u16> {
  const result = new StaticArray<u16>(n);
  for (let uid = 0; uid < n; uid++) result[uid] = fractionToU16(values[uid]);
  return result;
}

// Bonds as they are stored: those of UIDs with a new permit.
export let storedOffsets: StaticArray<i32> = new StaticArray<i32>(0);
export let storedUids: StaticArray<u16> = new StaticArray<u16>(0);
export let storedValues: StaticArray<u16> = new StaticArray<u16>(0);

/** Pairs whose value becomes 0 are stored all the same. */
export function storeBonds(): void {
  storedOffsets = new StaticArray<i32>(n + 1);
  storedUids = new StaticArray<u16>(bonds.length);
  storedValues = new StaticArray<u16>(bonds.length);
  let end = 0;
  for (let validator = 0; validator < n; validator++) {
    if (nextPermits[validator]) {
      for (let at = bonds.offsets[validator]; at < bonds.offsets[validator + 1]; at++) {
        storedUids[end] = bonds.columns[at];
        storedValues[end++] = fractionToU16(bonds.values[at]);
      }
    }
    storedOffsets[validator + 1] = end;
  }
}
