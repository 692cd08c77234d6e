import { priceInRao, type SimulatedSwap, simulateSwapAlphaForTao, simulateSwapTaoForAlpha } from "@taostack/incentive";
import { defineRuntimeApi, method, type ReadContext } from "../../frame/index.js";
import { allNetuids, subnetExists } from "../../pallets/subtensor/networks/networks.js";
import { readPool, spotPrice } from "../../pallets/subtensor/staking/pool.js";
import { u16, u64, vec } from "../../scale/index.js";
import { type SimSwapResult, simSwapResult, subnetPrice } from "./types/stake.js";

const NOTHING: SimSwapResult = {
  tao_amount: 0n,
  alpha_amount: 0n,
  tao_fee: 0n,
  alpha_fee: 0n,
  tao_slippage: 0n,
  alpha_slippage: 0n,
};

const toResult = (swap: SimulatedSwap): SimSwapResult => ({
  tao_amount: swap.taoAmount,
  alpha_amount: swap.alphaAmount,
  tao_fee: swap.taoFee,
  alpha_fee: swap.alphaFee,
  tao_slippage: swap.taoSlippage,
  alpha_slippage: swap.alphaSlippage,
});

const currentPrice = (at: ReadContext, netuid: number): bigint => priceInRao(spotPrice(at, netuid));

export const swapApi = defineRuntimeApi({
  name: "SwapRuntimeApi",
  version: 1,
  methods: {
    current_alpha_price: method({
      params: { netuid: u16 },
      result: u64,
      docs: "Rao per alpha.",
      run: (at, { netuid }) => currentPrice(at, netuid),
    }),
    current_alpha_price_all: method({
      params: {},
      result: vec(subnetPrice),
      run: (at) => allNetuids(at).map((netuid) => ({ netuid, price: currentPrice(at, netuid) })),
    }),
    sim_swap_tao_for_alpha: method({
      params: { netuid: u16, tao: u64 },
      result: simSwapResult,
      run: (at, { netuid, tao }) =>
        subnetExists(at, netuid) ? toResult(simulateSwapTaoForAlpha(readPool(at, netuid), tao)) : NOTHING,
    }),
    sim_swap_alpha_for_tao: method({
      params: { netuid: u16, alpha: u64 },
      result: simSwapResult,
      run: (at, { netuid, alpha }) =>
        subnetExists(at, netuid) ? toResult(simulateSwapAlphaForTao(readPool(at, netuid), alpha)) : NOTHING,
    }),
  },
});
