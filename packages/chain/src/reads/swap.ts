import { isCodedError, RAO_PER_TAO, type Rao, rao } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import type { Readers } from "./readers.js";

interface Simulation {
  readonly taoAmount: bigint;
  readonly alphaAmount: bigint;
  readonly taoFee: bigint;
  readonly alphaFee: bigint;
}

export const swap: Readers<"swap"> = {
  price: (chain, { netuid }) => priceOf(chain, netuid),
  prices: async (chain) => {
    const all = await pricesOf(chain, undefined);
    return [...all].map(([netuid, price]) => ({ netuid, price }));
  },
  simulateBuy: async (chain, { netuid, amount }) => {
    const [{ alphaAmount, taoFee }, price] = await simulate(chain, "sim_swap_tao_for_alpha", netuid, amount);
    const averagePrice = rao(alphaAmount === 0n ? 0n : (amount * RAO_PER_TAO) / alphaAmount);
    const slippage = ratio(averagePrice - price, averagePrice === 0n ? 0n : price);
    return { paid: amount, received: rao(alphaAmount), fee: rao(taoFee), price, averagePrice, slippage };
  },
  simulateSell: async (chain, { netuid, amount }) => {
    const [{ taoAmount, alphaFee }, price] = await simulate(chain, "sim_swap_alpha_for_tao", netuid, amount);
    const averagePrice = rao(amount === 0n ? 0n : (taoAmount * RAO_PER_TAO) / amount);
    const slippage = ratio(price - averagePrice, taoAmount === 0n ? 0n : price);
    return { paid: amount, received: rao(taoAmount), fee: rao(alphaFee), price, averagePrice, slippage };
  },
  feeRate: (chain, { netuid }) => chain.query("Swap", "FeeRate", [netuid]),
};

const simulate = (chain: ChainReader, method: string, netuid: number, amount: bigint) =>
  Promise.all([chain.runtimeCall<Simulation>("SwapRuntimeApi", method, [netuid, amount]), priceOf(chain, netuid)]);

const ratio = (part: bigint, whole: bigint): number => (whole === 0n ? 0 : Number(part) / Number(whole));

/** Rao for one alpha (10^9 units). */
export async function priceOf(chain: ChainReader, netuid: number): Promise<Rao> {
  return rao(await chain.runtimeCall<bigint>("SwapRuntimeApi", "current_alpha_price", [netuid]));
}

/**
 * The prices of some subnets, or of all; in one call if there are several and the chain has it. Older chains are asked for each.
 */
export async function pricesOf(
  chain: ChainReader,
  netuids: readonly number[] | undefined,
): Promise<ReadonlyMap<number, Rao>> {
  if (netuids === undefined || netuids.length > 1) {
    try {
      type Price = { readonly netuid: number; readonly price: bigint };
      const all = await chain.runtimeCall<Price[]>("SwapRuntimeApi", "current_alpha_price_all");
      return new Map(all.map(({ netuid, price }) => [netuid, rao(price)]));
    } catch (error) {
      if (!isCodedError(error, "chain/unsupported")) throw error;
    }
  }
  const wanted = netuids ?? (await existingSubnets(chain));
  return new Map(await Promise.all(wanted.map(async (netuid) => [netuid, await priceOf(chain, netuid)] as const)));
}

async function existingSubnets(chain: ChainReader): Promise<number[]> {
  const found = await chain.entries<[number], boolean>("SubtensorModule", "NetworksAdded");
  return found.filter(([, exists]) => exists).map(([[netuid]]) => netuid);
}
