import { RAO_PER_TAO, type Rao, rao } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import { priceOf } from "../reads/swap.js";
import type { Intent } from "./intent.js";

/** What an intent takes of an account in all, in rao; alpha at the current price. Fees are not counted. */
export async function costOf(chain: ChainReader, intent: Intent, address: string): Promise<Rao> {
  const parts = await Promise.all([
    ...intent.alpha.map(async ({ netuid, amount }) => (amount * (await priceOf(chain, netuid))) / RAO_PER_TAO),
    ...intent.prices.map(({ price, netuid }) => prices[price](chain, address, netuid ?? 0)),
  ]);
  const total = parts.reduce((sum, part) => sum + part, intent.tao);
  // More than there can be is more than any limit.
  return rao(total < 1n << 64n ? total : (1n << 64n) - 1n);
}

type ReadPrice = (chain: ChainReader, address: string, netuid: number) => Promise<bigint>;

const prices: Readonly<Record<Intent["prices"][number]["price"], ReadPrice>> = {
  balance: async (chain, address) =>
    (await chain.query<{ data: { free: bigint } }>("System", "Account", [address])).data.free,
  registration: (chain, _, netuid) => chain.query("SubtensorModule", "Burn", [netuid]),
  subnet: (chain) => chain.runtimeCall("SubnetRegistrationRuntimeApi", "get_network_registration_cost"),
  keySwap: async (chain) => chain.constant<bigint>("SubtensorModule", "KeySwapCost"),
};
