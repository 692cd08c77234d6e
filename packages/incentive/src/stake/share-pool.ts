import { checkU64 } from "../errors.js";
import { u64 } from "../fixed/integer.js";
import {
  addSafeFloat,
  isZero,
  mulDivSafeFloat,
  SAFE_FLOAT_ZERO,
  type SafeFloat,
  safeFloat,
  safeFloatToU64,
  subSafeFloat,
} from "./safe-float.js";

/** The stake on a (hotkey, netuid), divided into shares. */
export interface SharePool {
  /** `TotalHotkeyAlpha`, u64 rao. */
  readonly value: bigint;
  /** `TotalHotkeySharesV2`. */
  readonly shares: SafeFloat;
}

/** What storage without an entry stands for. */
export const EMPTY_SHARE_POOL: SharePool = { value: 0n, shares: SAFE_FLOAT_ZERO };

/** What a share (`AlphaV2(hotkey, coldkey, netuid)`) is worth, u64 rao, floored. */
export function valueOfShare(pool: SharePool, share: SafeFloat): bigint {
  return safeFloatToU64(mulDivSafeFloat(safeFloat(pool.value), share, pool.shares) ?? SAFE_FLOAT_ZERO);
}

/**
 * Adds `delta` rao (negative: removes) to one share; the others keep their value up to rounding. The first share of a
 * pool without shares owns all of it, dividends that came before included. Removing more than `valueOfShare` is the
 * caller's mistake: the chain does nothing then.
 * @throws `incentive/out_of_range` for more than a u64.
 */
export function addToShare(
  pool: SharePool,
  share: SafeFloat,
  delta: bigint,
): { readonly pool: SharePool; readonly share: SafeFloat } {
  checkU64("pool.value", pool.value);
  checkDelta(delta);
  const amount = safeFloat(delta < 0n ? -delta : delta);
  const value = u64.saturate(pool.value + delta);
  if (isZero(pool.shares)) return { pool: { value, shares: amount }, share: amount };
  const units = mulDivSafeFloat(amount, pool.shares, safeFloat(pool.value)) ?? SAFE_FLOAT_ZERO;
  const change = (before: SafeFloat): SafeFloat =>
    delta > 0n ? addSafeFloat(before, units) : (subSafeFloat(before, units) ?? before);
  return { pool: { value, shares: change(pool.shares) }, share: change(share) };
}

/** Adds `delta` rao to all shares in proportion: dividends. */
export function addToAllShares(pool: SharePool, delta: bigint): SharePool {
  checkDelta(delta);
  return { ...pool, value: u64.saturate(pool.value + delta) };
}

function checkDelta(delta: bigint): void {
  const size = typeof delta === "bigint" && delta < 0n ? -delta : delta;
  checkU64("delta", size);
}

/** Whether `delta` rao would buy any share at all. */
export function canAddToShare(pool: SharePool, delta: bigint): boolean {
  if (isZero(pool.shares)) return true;
  const units = mulDivSafeFloat(safeFloat(delta), pool.shares, safeFloat(pool.value));
  return units !== undefined && !isZero(units);
}
