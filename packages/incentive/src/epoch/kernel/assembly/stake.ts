import { roundToInteger } from "./fixed";
import { active, activeStake, alphaStake, lastUpdate, n, owner, permits, rootStake, stake } from "./subnet";
import { normalise } from "./vector";

const LARGEST_STAKE: u64 = 1 << 62;
const LOW_HALF: u64 = 0xffff_ffff;

export function findActive(currentBlock: f64, cutoffBlocks: f64): void {
  for (let uid = 0; uid < n; uid++) active[uid] = u8(lastUpdate[uid] + cutoffBlocks >= currentBlock);
}

/**
 * Each UID's share of all stake at or above the threshold, to `stake`. The owner needs no minimum. Stakes are the sum of
 * alpha and weighted root stake, 64 whole bits and 32 of fraction.
 * @param rootWeight - `TaoWeight`, I32F32 bits from 0 to 1.
 * @returns Whether the stakes were small enough, which they are as long as all of them together are below 2^62.
 */
export function shareStake(rootWeight: u64, threshold: u64): bool {
  const whole = new StaticArray<u64>(n);
  const fraction = new StaticArray<u64>(n);
  let totalWhole: u64 = 0;
  let totalFraction: u64 = 0;
  for (let uid = 0; uid < n; uid++) {
    const alpha = alphaStake[uid];
    const root = rootStake[uid];
    if (alpha >= LARGEST_STAKE || root >= LARGEST_STAKE) return false;
    const rootLow = (root & LOW_HALF) * rootWeight;
    const amount = alpha + (root >> 32) * rootWeight + (rootLow >> 32);
    if (amount < threshold && uid !== owner) continue;
    whole[uid] = amount;
    fraction[uid] = rootLow & LOW_HALF;
    totalFraction += fraction[uid];
    totalWhole += amount + (totalFraction >> 32);
    totalFraction &= LOW_HALF;
    if (totalWhole >= LARGEST_STAKE) return false;
  }
  for (let uid = 0; uid < n; uid++) stake[uid] = shareOf(whole[uid], fraction[uid], totalWhole, totalFraction);
  return true;
}

/** ⌊amount · 2^32 / total⌋: a double within one unit, and a comparison of 128 bits to say whether it is one too high. */
function shareOf(whole: u64, fraction: u64, totalWhole: u64, totalFraction: u64): i64 {
  if ((whole | fraction) === 0) return 0;
  const nearest = roundToInteger((toDouble(whole, fraction) / toDouble(totalWhole, totalFraction)) * 4294967296.0);
  const middle = <u64>nearest * (totalWhole & LOW_HALF);
  const lowest = <u64>nearest * totalFraction;
  const low = (middle << 32) + lowest;
  const high = <u64>nearest * (totalWhole >> 32) + (middle >> 32) + u64(low < lowest);
  const isTooHigh = high > whole || (high === whole && low > fraction << 32);
  return nearest - i64(isTooHigh);
}

function toDouble(whole: u64, fraction: u64): f64 {
  return <f64>whole + <f64>fraction / 4294967296.0;
}

/** The stake that votes: shares of active validators with a permit, normalised among themselves. */
export function findActiveStake(anyPermit: bool): void {
  for (let uid = 0; uid < n; uid++) {
    if (active[uid] && (anyPermit || permits[uid])) activeStake[uid] = stake[uid];
  }
  normalise(activeStake, n);
}
