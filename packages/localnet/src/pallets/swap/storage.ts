import { DEFAULT_QUOTE_WEIGHT } from "@taostack/incentive";
import { defineStorage, identity, map, twox64Concat } from "../../frame/index.js";
import { bool, boundedBytes, newtype, struct, u16, u64, u64f64 } from "../../scale/index.js";

const perquintill = newtype("sp_arithmetic::per_things::Perquintill", u64);
/** The weight of the TAO side of a pool, in 10^-18. */
const balancer = struct("pallet_subtensor_swap::pallet::balancer::Balancer", { quote: perquintill });

const netuid = twox64Concat(u16);

export const swapStorage = defineStorage("Swap", {
  FeeRate: map([netuid], u16, 33, "Fee of a pool, in parts of 65535."),
  SwapBalancer: map([netuid], balancer, { quote: DEFAULT_QUOTE_WEIGHT }, "Weights of a pool."),
  PalSwapInitialized: map([netuid], bool, false, "Whether the pool has traded."),
  HasMigrationRun: map([identity(boundedBytes(128))], bool, false),
  ScrapReservoirAlpha: map([netuid], u64, 0n),
  // Gone from the chain since version 393, but btcli 9 and the SDK 10 read prices from nowhere else.
  AlphaSqrtPrice: map([netuid], u64f64, 0n, "Square root of a pool's price in TAO per alpha, for older clients."),
});
