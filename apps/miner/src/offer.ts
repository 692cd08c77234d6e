import {
  type AnyUnaryCommodity,
  type CommodityModel,
  openCommodity,
  referenceTextModel,
  text,
} from "@taostack/commodities";
import type { ServerLimits, ServiceImplementation } from "@taostack/protocol";
import type { Metrics } from "@taostack/telemetry";
import { openForecastOffer } from "./forecast-offer.js";
import { modelOptions } from "./model-options.js";
import type { MinerConfig } from "./options.js";
import { openStorageOffer } from "./storage-offer.js";

/** What a miner brings to a market: a model or a store, served. */
export interface Offer {
  readonly commodity: string;
  /** Of the model, where the market has one. */
  readonly card: CommodityModel["card"] | undefined;
  readonly service: ServiceImplementation;
  /** Bounds of the market's messages; the server's own by default. */
  readonly limits?: Partial<Pick<ServerLimits, "maxRequestBytes" | "maxResponseBytes">>;
  dispose(): Promise<void>;
}

/** The built-in markets with more to them than one answer in one message. */
const offers: Readonly<Record<string, (config: MinerConfig, modules: OfferModules) => Promise<Offer>>> = {
  text: openText,
  forecast: openForecastOffer,
  storage: openStorageOffer,
};

export interface OfferModules {
  readonly hotkey: string;
  readonly metrics: Metrics;
}

/** Loads the model and puts it behind its market's service. @throws `commodities/…`, and what the market's `loadModel` throws. */
export async function openOffer(
  commodity: string | AnyUnaryCommodity,
  config: MinerConfig,
  modules: OfferModules,
): Promise<Offer> {
  const unary = await openCommodity(commodity);
  return unary ? openUnary(unary, config) : (offers[config.commodity] ?? openText)(config, modules);
}

async function openUnary(commodity: AnyUnaryCommodity, config: MinerConfig): Promise<Offer> {
  const { name, messageBytes } = commodity;
  const model = await commodity.loadModel(config.model ?? commodity.referenceModel, modelOptions(config));
  const limits = messageBytes && { maxRequestBytes: messageBytes.request, maxResponseBytes: messageBytes.answer };
  return offerOf(name, model, commodity.serve(model), limits);
}

async function openText(config: MinerConfig): Promise<Offer> {
  const model = await text.loadModel(config.model ?? referenceTextModel, modelOptions(config));
  return offerOf(text.name, model, text.serve(model));
}

const offerOf = (
  commodity: string,
  model: CommodityModel,
  service: ServiceImplementation,
  limits: Offer["limits"] = {},
): Offer => ({
  commodity,
  card: model.card,
  service,
  limits,
  dispose: () => model.dispose(),
});
