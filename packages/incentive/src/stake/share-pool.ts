import type { SafeFloat } from "./safe-float.js";

/** The stake on a (hotkey, netuid), divided into shares. Missing storage is `EMPTY_SHARE_POOL`. */
export interface SharePool {
  /** `TotalHotkeyAlpha`, u64 rao. */
  readonly value: bigint;
  /** `TotalHotkeySharesV2`. */
  readonly shares: SafeFloat;
}

/** What a share (`AlphaV2(hotkey, coldkey, netuid)`) is worth, u64 rao. */
export declare function valueOfShare(pool: SharePool, share: SafeFloat): bigint;

/** Adds `delta` rao (negative: removes) to one share; others keep their value up to rounding. */
export declare function addToShare(
  pool: SharePool,
  share: SafeFloat,
  delta: bigint,
): { pool: SharePool; share: SafeFloat };

/** Adds `delta` rao to all shares in proportion: dividends. */
export declare function addToAllShares(pool: SharePool, delta: bigint): SharePool;

/** Whether `delta` rao would buy any share at all. */
export declare function canAddToShare(pool: SharePool, delta: bigint): boolean;
