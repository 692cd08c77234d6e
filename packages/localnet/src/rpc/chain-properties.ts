import { SS58_PREFIX } from "@taostack/primitives";

/** What clients need to write addresses and amounts. */
export const CHAIN_PROPERTIES = { ss58Format: SS58_PREFIX, tokenDecimals: 9, tokenSymbol: "TAO" } as const;
