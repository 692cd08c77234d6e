import {
  type IncentiveErrorData,
  type Pool,
  priceOf,
  type SwapOptions,
  type SwapResult,
  swapAlphaForTao,
  swapTaoForAlpha,
} from "@taostack/incentive";
import { isCodedError } from "@taostack/primitives";
import { type Context, fail, type PalletError, type Readable } from "../../../frame/index.js";
import { swapErrors } from "../../swap/errors.js";
import { swapStorage } from "../../swap/storage.js";
import { ROOT } from "../networks/networks.js";
import { minus, plus } from "../saturating.js";
import { storage } from "../storage/index.js";

/** No trade is larger than this many times the reserve that it is paid into. */
export const MAX_INPUT_TO_RESERVE = 1000n;

/** Whether alpha of the network is priced by its pool. Elsewhere stake is TAO, 1:1. */
export const hasPool = (at: Readable, netuid: number): boolean =>
  netuid !== ROOT && storage.SubnetMechanism.get(at, netuid) === 1;

export const readPool = (at: Readable, netuid: number): Pool => ({
  subnetMechanism: hasPool(at, netuid) ? 1 : 0,
  subnetTao: storage.SubnetTAO.get(at, netuid),
  subnetAlphaIn: storage.SubnetAlphaIn.get(at, netuid),
  quoteWeight: swapStorage.SwapBalancer.get(at, netuid).quote,
  feeRate: swapStorage.FeeRate.get(at, netuid),
});

/** TAO per alpha, U64F64 bits. */
export const spotPrice = (at: Readable, netuid: number): bigint => priceOf(readPool(at, netuid));

/** What a trade would give; undefined if the pool refuses it. */
function quote(trade: () => SwapResult): SwapResult | undefined {
  try {
    return trade();
  } catch (error) {
    if (swapErrorOf(error) === undefined) throw error;
    return undefined;
  }
}

export const quoteBuy = (at: Readable, netuid: number, tao: bigint, options?: SwapOptions): SwapResult | undefined =>
  quote(() => swapTaoForAlpha(readPool(at, netuid), tao, options));

export const quoteSale = (at: Readable, netuid: number, alpha: bigint, options?: SwapOptions): SwapResult | undefined =>
  quote(() => swapAlphaForTao(readPool(at, netuid), alpha, options));

/** The pallet's error for a refusal by the rules of trade. */
function swapErrorOf(error: unknown): PalletError | undefined {
  if (!isCodedError(error)) return undefined;
  const data = error.data as IncentiveErrorData;
  return "name" in data && data.name in swapErrors ? swapErrors[data.name as keyof typeof swapErrors] : undefined;
}

/** Runs a rule of trade. Its refusal ends the call with the Swap pallet's error of that name. */
export function refusable<T>(rule: () => T): T {
  try {
    return rule();
  } catch (error) {
    const refusal = swapErrorOf(error);
    if (refusal === undefined) throw error;
    return fail(refusal);
  }
}

function settle(ctx: Context, netuid: number, result: SwapResult): void {
  storage.SubnetTAO.put(ctx, netuid, result.subnetTao);
  storage.SubnetAlphaIn.put(ctx, netuid, result.subnetAlphaIn);
  if (!hasPool(ctx, netuid) || swapStorage.PalSwapInitialized.get(ctx, netuid)) return;
  swapStorage.SwapBalancer.mutate(ctx, netuid, (weights) => weights);
  swapStorage.PalSwapInitialized.put(ctx, netuid, true);
}

/** Buys alpha and keeps the pool's books. Moves neither balances nor shares of stake: the caller does. */
export function buyAlpha(ctx: Context, netuid: number, tao: bigint, options?: SwapOptions): SwapResult {
  const result = refusable(() => swapTaoForAlpha(readPool(ctx, netuid), tao, options));
  settle(ctx, netuid, result);
  storage.SubnetAlphaOut.mutate(ctx, netuid, plus(result.paidOut));
  storage.TotalStake.mutate(ctx, plus(tao));
  storage.SubnetVolume.mutate(ctx, netuid, (volume) => volume + tao);
  return result;
}

/** Sells alpha and keeps the pool's books, as `buyAlpha`. */
export function sellAlpha(ctx: Context, netuid: number, alpha: bigint, options?: SwapOptions): SwapResult {
  const result = refusable(() => swapAlphaForTao(readPool(ctx, netuid), alpha, options));
  settle(ctx, netuid, result);
  storage.SubnetAlphaOut.mutate(ctx, netuid, minus(result.paidIn));
  storage.TotalStake.mutate(ctx, minus(result.paidOut));
  storage.SubnetVolume.mutate(ctx, netuid, (volume) => volume + result.paidOut);
  return result;
}

const I64_MAX = 2n ** 63n - 1n;
const clampI64 = (value: bigint): bigint => (value > I64_MAX ? I64_MAX : value < -I64_MAX - 1n ? -I64_MAX - 1n : value);

/** Counts TAO that users move into (negative: out of) a subnet. */
export const recordUserFlow = (ctx: Context, netuid: number, tao: bigint): void =>
  storage.SubnetTaoFlow.mutate(ctx, netuid, (flow) => clampI64(flow + tao));

/** Counts TAO that the chain itself moves into (negative: out of) a subnet. */
export const recordProtocolFlow = (ctx: Context, netuid: number, tao: bigint): void =>
  storage.SubnetProtocolFlow.mutate(ctx, netuid, (flow) => clampI64(flow + tao));
