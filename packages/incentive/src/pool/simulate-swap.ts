import { isCodedError } from "@taostack/primitives";
import { U64F64 } from "../fixed/formats.js";
import { u64 } from "../fixed/integer.js";
import { priceOf } from "./price.js";
import { swapAlphaForTao, swapTaoForAlpha } from "./swap.js";
import type { Pool } from "./types.js";

/** `SimSwapResult` of the runtime API, u64 rao. Fee in the input's currency, slippage in the output's; the rest 0. */
export interface SimulatedSwap {
  readonly taoAmount: bigint;
  readonly alphaAmount: bigint;
  readonly taoFee: bigint;
  readonly alphaFee: bigint;
  readonly taoSlippage: bigint;
  readonly alphaSlippage: bigint;
}

const NOTHING: SimulatedSwap = {
  taoAmount: 0n,
  alphaAmount: 0n,
  taoFee: 0n,
  alphaFee: 0n,
  taoSlippage: 0n,
  alphaSlippage: 0n,
};

/** What `sim_swap_tao_for_alpha` answers; all zeros for an order that the pool refuses. */
export function simulateSwapTaoForAlpha(pool: Pool, tao: bigint): SimulatedSwap {
  return simulate(() => {
    const { paidIn, paidOut, fee } = swapTaoForAlpha(pool, tao);
    const ideal = U64F64.toU64(U64F64.div(U64F64.fromInteger(tao), priceOf(pool)));
    return { ...NOTHING, taoAmount: paidIn, alphaAmount: paidOut, taoFee: fee, alphaSlippage: u64.sub(ideal, paidOut) };
  });
}

/** What `sim_swap_alpha_for_tao` answers; all zeros for an order that the pool refuses. */
export function simulateSwapAlphaForTao(pool: Pool, alpha: bigint): SimulatedSwap {
  return simulate(() => {
    const { paidIn, paidOut, fee } = swapAlphaForTao(pool, alpha);
    const ideal = U64F64.toU64(U64F64.mul(U64F64.fromInteger(alpha), priceOf(pool)));
    return { ...NOTHING, alphaAmount: paidIn, taoAmount: paidOut, alphaFee: fee, taoSlippage: u64.sub(ideal, paidOut) };
  });
}

function simulate(run: () => SimulatedSwap): SimulatedSwap {
  try {
    return run();
  } catch (error) {
    if (isCodedError(error)) return NOTHING;
    throw error;
  }
}
