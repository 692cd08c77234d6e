import { call, constant, defineEvents, definePallet, ensure, ensureRoot } from "../../frame/index.js";
import { fixedBytes, newtype, u16, u64, variant } from "../../scale/index.js";
import { storage as subtensor } from "../subtensor/storage/index.js";
import { swapErrors } from "./errors.js";
import { liquidityCalls } from "./liquidity-calls.js";
import { updateSqrtPrices } from "./sqrt-price.js";
import { swapStorage } from "./storage.js";

const MAX_FEE_RATE = 10_000;
const nonZeroU64 = newtype("NonZeroU64", u64);
const palletId = newtype("frame_support::PalletId", fixedBytes(8));

const events = defineEvents(
  { name: "Swap", path: "pallet_subtensor_swap::pallet" },
  { FeeRateSet: variant(0, { netuid: u16, rate: u16 }) },
);

/** The pools' fees and weights. Trading itself is part of staking. */
export const swap = definePallet({
  name: "Swap",
  index: 28,
  path: "pallet_subtensor_swap::pallet",
  storage: swapStorage,
  events,
  errors: swapErrors,
  constants: {
    ProtocolId: constant(palletId, new TextEncoder().encode("ten/swap")),
    MaxFeeRate: constant(u16, MAX_FEE_RATE),
    MinimumLiquidity: constant(u64, 1000n),
    MinimumReserve: constant(nonZeroU64, 1_000_000n),
  },
  calls: {
    set_fee_rate: call({
      index: 0,
      args: { netuid: u16, rate: u16 },
      docs: "Root sets the fee of a subnet's pool, in parts of 65535.",
      weight: 140_063_000,
      dispatch(ctx, { netuid, rate }) {
        ensureRoot(ctx);
        ensure(subtensor.NetworksAdded.get(ctx, netuid), swapErrors.MechanismDoesNotExist);
        ensure(rate <= MAX_FEE_RATE, swapErrors.FeeRateTooHigh);
        swapStorage.FeeRate.put(ctx, netuid, rate);
        ctx.emit(events.make.FeeRateSet({ netuid, rate }));
      },
    }),
    ...liquidityCalls,
  },
  onFinalize: updateSqrtPrices,
  genesis: updateSqrtPrices,
});
