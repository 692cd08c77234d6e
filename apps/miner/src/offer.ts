import { forecast, referenceTextModel, text, translation } from "@taostack/commodities";
import type { ModelCard } from "@taostack/inference";
import type { ServiceImplementation } from "@taostack/protocol";
import { openForecastOffer } from "./forecast-offer.js";
import type { MinerConfig } from "./options.js";

/** What a miner brings to a market: a model, served. */
export interface Offer {
  readonly commodity: string;
  readonly card: Pick<ModelCard, "name" | "hash">;
  readonly service: ServiceImplementation;
  dispose(): Promise<void>;
}

/** Loads the model and puts it behind its market's service. @throws what the market's `loadModel` throws. */
export async function openOffer(config: MinerConfig, hotkey: string): Promise<Offer> {
  if (config.commodity === forecast.name) return openForecastOffer(config, hotkey);
  if (config.commodity === translation.name) {
    const model = await translation.loadModel(config.model ?? translation.referenceModel, modelOptions(config));
    return offerOf(translation.name, model, translation.serve(model));
  }
  const model = await text.loadModel(config.model ?? referenceTextModel, modelOptions(config));
  return offerOf(text.name, model, text.serve(model));
}

const offerOf = (commodity: string, model: Pick<Offer, "card" | "dispose">, service: ServiceImplementation): Offer => ({
  commodity,
  card: model.card,
  service,
  dispose: () => model.dispose(),
});

const modelOptions = ({ threads, maxConcurrent, maxQueue, dtype }: MinerConfig) => ({
  threads,
  maxConcurrent,
  maxQueue,
  ...(dtype === undefined ? {} : { dtype }),
});
