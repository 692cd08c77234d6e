import { minimum, u64 } from "../fixed/integer.js";
import { MAX_SUPPLY } from "./block-emission.js";

/**
 * What minting `amount` rao really creates, given the issuance that the balances module counts: never beyond the
 * maximum supply. `TotalIssuance` rises by it.
 */
export const mintable = (amount: bigint, balancesIssuance: bigint): bigint =>
  minimum(amount, u64.sub(MAX_SUPPLY, balancesIssuance));
