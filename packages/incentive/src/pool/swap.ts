import { checkFeeRate, checkPool } from "../check-input/check-pool.js";
import { checkU64, swapError } from "../errors.js";
import { u64 } from "../fixed/integer.js";
import { alphaForTao, alphaToReachPrice, taoForAlpha, taoToReachPrice } from "./curve.js";
import { feeOf, feeOnTop } from "./fee.js";
import { priceLimit, priceOf } from "./price.js";
import type { Pool, SwapOptions, SwapResult } from "./types.js";

/** The runtime's least reserve of the side that a swap takes from, rao. */
export const MINIMUM_RESERVE = 1_000_000n;
/** An order may be at most this many times the reserve of its side. */
export const MAX_INPUT_MULTIPLE = 1000n;
/** "No limit" for a purchase: a million TAO per alpha. */
export const MAX_PRICE = priceLimit(10n ** 15n);
/** "No limit" for a sale: a millionth of a TAO per alpha. */
export const MIN_PRICE = priceLimit(1000n);

/**
 * Buys alpha with `tao` rao. Weights of the pool stay, the reserves in the result are those after the swap.
 * @throws `incentive/SwapInputTooLarge`, `incentive/ReservesTooLow`, `incentive/PriceLimitExceeded`,
 *   `incentive/InsufficientLiquidity`, as the swap pallet does; `incentive/out_of_range` for what is not a u64.
 */
export function swapTaoForAlpha(pool: Pool, tao: bigint, options: SwapOptions = {}): SwapResult {
  return swap(pool, tao, options, {
    reserves: { input: pool.subnetTao, output: pool.subnetAlphaIn },
    defaultLimit: MAX_PRICE,
    output: (net) => alphaForTao(pool, net),
    after: (net, out) => ({
      subnetTao: u64.add(pool.subnetTao, net),
      subnetAlphaIn: u64.sub(pool.subnetAlphaIn, out),
    }),
    isWorse: (price, limit) => price > limit,
    toReach: (price, limit) => taoToReachPrice(pool, price, limit),
  });
}

/** Sells `alpha` rao for TAO. @throws as `swapTaoForAlpha`. */
export function swapAlphaForTao(pool: Pool, alpha: bigint, options: SwapOptions = {}): SwapResult {
  return swap(pool, alpha, options, {
    reserves: { input: pool.subnetAlphaIn, output: pool.subnetTao },
    defaultLimit: MIN_PRICE,
    output: (net) => taoForAlpha(pool, net),
    after: (net, out) => ({
      subnetTao: u64.sub(pool.subnetTao, out),
      subnetAlphaIn: u64.add(pool.subnetAlphaIn, net),
    }),
    isWorse: (price, limit) => price < limit,
    toReach: (price, limit) => alphaToReachPrice(pool, price, limit),
  });
}

type Reserves = Pick<SwapResult, "subnetTao" | "subnetAlphaIn">;

/** What differs between the two directions. */
interface Direction {
  readonly reserves: { readonly input: bigint; readonly output: bigint };
  readonly defaultLimit: bigint;
  output(net: bigint): bigint;
  after(net: bigint, out: bigint): Reserves;
  isWorse(price: bigint, limit: bigint): boolean;
  toReach(price: bigint, limit: bigint): bigint;
}

function swap(pool: Pool, amount: bigint, options: SwapOptions, direction: Direction): SwapResult {
  checkU64("amount", amount);
  checkPool(pool);
  checkFeeRate(pool.feeRate);
  if (pool.subnetMechanism !== 1) {
    return { paidIn: amount, paidOut: amount, fee: 0n, leftover: 0n, ...direction.after(amount, amount) };
  }
  const feeRate = options.dropFees ? 0 : pool.feeRate;
  const fullFee = feeOf(amount, feeRate);
  const net = amount - fullFee;
  checkReserves(direction, net, options.minimumReserve ?? MINIMUM_RESERVE);

  const limited = limitInput(pool, net, options.priceLimit ?? direction.defaultLimit, direction);
  const paidIn = limited ?? net;
  const fee = paidIn === 0n ? 0n : limited === undefined ? fullFee : feeOnTop(limited, feeRate);
  const paidOut = direction.output(paidIn);
  if (paidIn > 0n && paidOut === 0n) {
    throw swapError("ReservesTooLow", `${paidIn} rao buy nothing from a reserve of ${direction.reserves.output} rao.`);
  }
  if (paidOut > direction.reserves.output) {
    throw swapError("InsufficientLiquidity", `The pool holds ${direction.reserves.output} of ${paidOut} rao.`);
  }
  return { paidIn, paidOut, fee, leftover: u64.sub(amount, paidIn + fee), ...direction.after(paidIn, paidOut) };
}

function checkReserves({ reserves }: Direction, net: bigint, minimumReserve: bigint): void {
  if (net > u64.mul(reserves.input, MAX_INPUT_MULTIPLE)) {
    throw swapError(
      "SwapInputTooLarge",
      `${net} rao exceed ${MAX_INPUT_MULTIPLE} times the reserve ${reserves.input}.`,
    );
  }
  if (reserves.output < minimumReserve) {
    throw swapError("ReservesTooLow", `The pool's reserve of ${reserves.output} rao is below ${minimumReserve}.`);
  }
}

/** The input that takes the price to the limit; undefined when the whole order stays within it. */
function limitInput(pool: Pool, net: bigint, limit: bigint, direction: Direction): bigint | undefined {
  const price = priceOf(pool);
  if (price === limit || direction.isWorse(price, limit)) {
    throw swapError("PriceLimitExceeded", "The price is already at or beyond the limit of the order.");
  }
  const target = priceOf({ ...pool, ...direction.after(net, direction.output(net)) });
  return direction.isWorse(target, limit) ? direction.toReach(price, limit) : undefined;
}
