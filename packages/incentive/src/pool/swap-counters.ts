import { u64 } from "../fixed/integer.js";
import type { SwapResult } from "./types.js";

/** The counters of a subnet that a swap moves. All u64 rao but the volume, which is u128. */
export interface SwapCounters {
  /** `SubnetAlphaIn`. */
  readonly subnetAlphaIn: bigint;
  /** `SubnetAlphaOut`. */
  readonly subnetAlphaOut: bigint;
  /** `SubnetTAO`. */
  readonly subnetTao: bigint;
  /** `TotalStake`, of all subnets. */
  readonly totalStake: bigint;
  /** `SubnetVolume`. */
  readonly subnetVolume: bigint;
}

/** The counters after a purchase. `tao` is the gross order: `TotalStake` and the volume count its fee. */
export function countPurchase(before: SwapCounters, swap: SwapResult, tao: bigint): SwapCounters {
  return {
    subnetAlphaIn: u64.sub(before.subnetAlphaIn, swap.paidOut),
    subnetAlphaOut: u64.add(before.subnetAlphaOut, swap.paidOut),
    subnetTao: u64.add(before.subnetTao, swap.paidIn),
    totalStake: u64.add(before.totalStake, tao),
    subnetVolume: before.subnetVolume + tao,
  };
}

/** The counters after a sale. */
export function countSale(before: SwapCounters, swap: SwapResult): SwapCounters {
  return {
    subnetAlphaIn: u64.add(before.subnetAlphaIn, swap.paidIn),
    subnetAlphaOut: u64.sub(before.subnetAlphaOut, swap.paidIn),
    subnetTao: u64.sub(before.subnetTao, swap.paidOut),
    totalStake: u64.sub(before.totalStake, swap.paidOut),
    subnetVolume: before.subnetVolume + swap.paidOut,
  };
}
