import { group, read } from "../operation.js";
import { alpha, list, netuid, number, price, required, struct, tao, u16 } from "../types/build.js";

const quote = {
  fee: required(tao, "what the pool takes of it; alpha where alpha is sold"),
  price: required(price, "before the trade"),
  averagePrice: required(price, "of the trade"),
  slippage: required(number, "how much worse the average is than the price before, as a fraction"),
};

export const swap = group("The pools in which TAO and a subnet's alpha are exchanged.", {
  price: read({
    summary: "What one alpha of a subnet costs now; 1 TAO on the root network.",
    arguments: { netuid: required(netuid, "of the subnet") },
    result: price,
    uses: { apis: ["SwapRuntimeApi.current_alpha_price"] },
  }),
  prices: read({
    summary: "The price of every subnet's alpha.",
    arguments: {},
    result: list(struct({ netuid: required(netuid, "of the subnet"), price: required(price, "for one alpha") })),
    uses: { apis: ["SwapRuntimeApi.current_alpha_price_all"] },
  }),
  simulateBuy: read({
    summary: "What staking so much TAO would give now, with fee and slippage; nothing is traded.",
    arguments: { netuid: required(netuid, "of the subnet"), amount: required(tao, "how much would be spent") },
    result: struct({
      paid: required(tao, "what is taken in, fee included"),
      received: required(alpha, "what comes out"),
      ...quote,
    }),
    uses: { apis: ["SwapRuntimeApi.sim_swap_tao_for_alpha", "SwapRuntimeApi.current_alpha_price"] },
  }),
  simulateSell: read({
    summary: "What unstaking so much alpha would give now, with fee and slippage; nothing is traded.",
    arguments: { netuid: required(netuid, "of the subnet"), amount: required(alpha, "how much would be sold") },
    result: struct({
      paid: required(alpha, "what is taken in, fee included"),
      received: required(tao, "what comes out"),
      ...quote,
    }),
    uses: { apis: ["SwapRuntimeApi.sim_swap_alpha_for_tao", "SwapRuntimeApi.current_alpha_price"] },
  }),
  feeRate: read({
    summary: "What the pool of a subnet takes of each trade, of 65535.",
    arguments: { netuid: required(netuid, "of the subnet") },
    result: u16,
    uses: { storage: ["Swap.FeeRate"] },
  }),
});
