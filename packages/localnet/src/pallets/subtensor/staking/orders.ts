import type { AccountId } from "../../../scale/index.js";

/** Rao. No stake operation moves less. */
export const MIN_STAKE = 2_000_000n;

export interface StakeOrder {
  readonly coldkey: AccountId;
  readonly hotkey: AccountId;
  readonly netuid: number;
  /** TAO to spend, or alpha to sell, in rao. */
  readonly amount: bigint;
  /** Worst price in rao per alpha. */
  readonly limit?: bigint;
  /** With a limit: take less than `amount` rather than fail. */
  readonly allowPartial?: boolean;
}

/** An order as it is carried out. */
export interface Execution extends StakeOrder {
  /** Trade without a fee. */
  readonly dropFees?: boolean;
}
