import type { PendingEmission } from "./coinbase-types.js";
import type { HotkeyEmission, HotkeyStanding } from "./distribution-types.js";

export interface DistributionInput {
  /** The four pots that the epoch emptied. */
  readonly pending: PendingEmission;
  /** What the epoch yielded, in account order (hex spelling sorts so). */
  readonly emissions: readonly HotkeyEmission[];
  /** Standing of every hotkey above and of all their parents. */
  readonly standings: ReadonlyMap<string, HotkeyStanding>;
  /** `TaoWeight`, u64 of 2^64 − 1. */
  readonly taoWeight: bigint;
  /** `CKBurn`, u64 of 2^64 − 1: burnt of what a parent of another owner receives. */
  readonly childkeyBurn: bigint;
}

/** What is due to each hotkey. Maps keep the order of the input, receivers that it does not name come last. */
export interface Distribution {
  /** Miners' pay, u64 rao. */
  readonly incentives: ReadonlyMap<string, bigint>;
  /** Alpha dividends before take, U96F32 bits of rao. */
  readonly alphaDividends: ReadonlyMap<string, bigint>;
  /** Dividends on root stake before take, in alpha, U96F32 bits of rao. */
  readonly rootDividends: ReadonlyMap<string, bigint>;
  /** Alpha recycled by `CKBurn`, u64 rao. */
  readonly childkeyBurned: bigint;
}

/** First part of an epoch's payout: from the pots to amounts per hotkey. Only proportions of the dividends count. */
export declare function distributeEmission(input: DistributionInput): Distribution;
