import { gatewayError } from "../errors.js";
import type { Market } from "./create-market.js";
import type { MarketCommodity } from "./market-plan.js";

/** @throws `gateway/commodity_not_served`. */
export function marketOf(markets: readonly Market[], commodity: MarketCommodity): Market {
  const market = markets.find(({ plan }) => plan.commodity === commodity);
  if (market) return market;
  throw gatewayError(
    { code: "gateway/commodity_not_served", commodity },
    `This gateway has no subnet for ${commodity}.`,
    {
      remedy: "Its operator names one by --markets.",
    },
  );
}
