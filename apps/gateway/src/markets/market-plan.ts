import { gatewayError } from "../errors.js";

/** What a gateway can offer besides text: markets whose requests and answers are one message each. */
export const marketCommodities = ["translation", "vision", "forecast"] as const;

export type MarketCommodity = (typeof marketCommodities)[number];

export interface MarketPlan {
  readonly commodity: MarketCommodity;
  /** Of the subnet that trades it. */
  readonly netuid: number;
  /** What clients may name; nothing else answers. */
  readonly model: string;
}

/** What validators judge by unless they are told otherwise. */
const usualModels: Readonly<Record<MarketCommodity, string>> = {
  translation: "tao-translate",
  vision: "tao-vision",
  forecast: "tao-forecast",
};

const isCommodity = (name: string): name is MarketCommodity => Object.hasOwn(usualModels, name);

/** `translation:5`, or `translation:5:my-model` for another model's name. @throws `gateway/invalid_market`. */
export function parseMarkets(given: readonly string[]): MarketPlan[] {
  const plans = given.map(parseMarket);
  const twice = plans.findIndex((plan, at) => plans.findIndex((one) => one.commodity === plan.commodity) < at);
  if (twice >= 0) throw invalidMarket(given[twice] as string, "names its commodity a second time");
  return plans;
}

function parseMarket(text: string): MarketPlan {
  const [, commodity = "", digits = "", model] = /^([a-z]+):(\d{1,5})(?::(\S{1,100}))?$/.exec(text) ?? [];
  const netuid = Number(digits);
  if (!isCommodity(commodity) || netuid > 65_535) throw invalidMarket(text, "is none");
  return { commodity, netuid, model: model ?? usualModels[commodity] };
}

const invalidMarket = (value: string, why: string) =>
  gatewayError({ code: "gateway/invalid_market", value }, `"${value.slice(0, 128)}" among --markets ${why}.`, {
    remedy: `Give COMMODITY:NETUID or COMMODITY:NETUID:MODEL, each of ${marketCommodities.join(", ")} once.`,
  });
