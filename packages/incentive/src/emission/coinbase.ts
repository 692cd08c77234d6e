import type { CoinbaseInput, CoinbaseOutput } from "./coinbase-types.js";

/**
 * One block's emission: shares of the subnets, injection into their pools, the chain's purchases and the pending pots.
 * Pure: the caller reads the input from storage and writes the output back.
 */
export declare function coinbase(input: CoinbaseInput): CoinbaseOutput;
