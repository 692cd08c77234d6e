import { MIN_STAKE } from "./minimum-stake.js";
import { swapAlphaForTao, swapTaoForAlpha } from "./swap.js";
import type { Pool, SwapOptions, SwapResult } from "./types.js";

export interface MoveAlphaInput {
  readonly origin: Pool;
  readonly destination: Pool;
  /** Whether the origin is the root network, which decides who charges the fee. */
  readonly isFromRoot: boolean;
  /** Alpha of the origin, u64 rao. */
  readonly amount: bigint;
}

export interface MovedAlpha {
  readonly sale: SwapResult;
  /** Undefined when the sale brought less than `MIN_STAKE`. */
  readonly purchase: SwapResult | undefined;
  /** TAO that stays free with the destination's coldkey, rao. */
  readonly freeTao: bigint;
}

/**
 * Moves stake between two subnets: a sale at any price, then a purchase for what it brought. Exactly one of the two
 * charges a fee: the sale, unless the origin is root.
 * @throws as a swap.
 */
export function moveAlpha(input: MoveAlphaInput, options: Pick<SwapOptions, "minimumReserve"> = {}): MovedAlpha {
  const { origin, destination, isFromRoot, amount } = input;
  const sale = swapAlphaForTao(origin, amount, { ...options, dropFees: isFromRoot });
  if (sale.paidOut < MIN_STAKE) return { sale, purchase: undefined, freeTao: sale.paidOut };
  const purchase = swapTaoForAlpha(destination, sale.paidOut, { ...options, dropFees: !isFromRoot });
  return { sale, purchase, freeTao: 0n };
}
