import type { Context } from "../../frame/index.js";
import { allNetuids } from "../subtensor/networks/networks.js";
import { spotPrice } from "../subtensor/staking/pool.js";
import { swapStorage } from "./storage.js";

/** ⌊√value⌋ for values of up to 256 bits. */
export function squareRoot(value: bigint): bigint {
  if (value === 0n) return 0n;
  // Newton's method falls to the root from any start above it; a double gives one that is close.
  let root = BigInt(Math.floor(Math.sqrt(Number(value)) * (1 + 2 ** -50))) + 1n;
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** √price of a pool as older clients read it: the square root of TAO per alpha, U64F64 bits. */
const sqrtPrice = (price: bigint): bigint => squareRoot(price << 64n);

/** Keeps `AlphaSqrtPrice` in step with the pools: one entry for each network that exists. */
export function updateSqrtPrices(ctx: Context): void {
  const netuids = allNetuids(ctx);
  for (const netuid of netuids) {
    const next = sqrtPrice(spotPrice(ctx, netuid));
    if (swapStorage.AlphaSqrtPrice.get(ctx, netuid) !== next) swapStorage.AlphaSqrtPrice.put(ctx, netuid, next);
  }
  const stale = swapStorage.AlphaSqrtPrice.keys(ctx).filter(([netuid]) => !netuids.includes(netuid));
  for (const [netuid] of stale) swapStorage.AlphaSqrtPrice.remove(ctx, netuid);
}
