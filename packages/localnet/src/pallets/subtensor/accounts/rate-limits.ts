import type { Context, ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { storage } from "../storage/index.js";
import type { RateLimitKey } from "../types.js";

/** Changes whose last block is kept per account and subnet in `TransactionKeyLastBlock`. */
export const TRANSACTION_KINDS = {
  SetChildren: 0,
  SetChildkeyTake: 1,
  SetWeightsVersionKey: 4,
  MechanismCountUpdate: 7,
  MechanismEmission: 8,
  MaxUidsTrimming: 9,
  TempoUpdate: 11,
} as const;
export type TransactionKind = keyof typeof TRANSACTION_KINDS;

/** Whether a change may be made again: never made, or at least `limit` blocks ago. */
export const limitPassed = (now: number, last: bigint, limit: bigint): boolean =>
  last === 0n || BigInt(now) - last >= limit;

export const keyLimitPassed = (at: ReadContext, key: RateLimitKey, limit: bigint): boolean =>
  limitPassed(at.blockNumber, storage.LastRateLimitedBlock.get(at, key), limit);

export const stampKey = (ctx: Context, key: RateLimitKey): void =>
  storage.LastRateLimitedBlock.put(ctx, key, BigInt(ctx.blockNumber));

export function kindLimitPassed(
  at: ReadContext,
  account: AccountId,
  netuid: number,
  kind: TransactionKind,
  limit: bigint,
): boolean {
  const last = storage.TransactionKeyLastBlock.get(at, account, netuid, TRANSACTION_KINDS[kind]);
  return limitPassed(at.blockNumber, last, limit);
}

export const stampKind = (ctx: Context, account: AccountId, netuid: number, kind: TransactionKind): void =>
  storage.TransactionKeyLastBlock.put(ctx, account, netuid, TRANSACTION_KINDS[kind], BigInt(ctx.blockNumber));
