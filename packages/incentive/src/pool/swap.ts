import type { Pool, SwapOptions, SwapResult } from "./types.js";

/**
 * Buys alpha with `tao` rao. @throws `incentive/SwapInputTooLarge`, `incentive/ReservesTooLow`,
 * `incentive/PriceLimitExceeded`, `incentive/InsufficientLiquidity`, as the swap pallet does.
 */
export declare function swapTaoForAlpha(pool: Pool, tao: bigint, options?: SwapOptions): SwapResult;

/** Sells `alpha` rao for TAO. @throws as `swapTaoForAlpha`. */
export declare function swapAlphaForTao(pool: Pool, alpha: bigint, options?: SwapOptions): SwapResult;
