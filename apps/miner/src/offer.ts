import { referenceTextModel, storage, text, translation } from "@taostack/commodities";
import type { ModelCard } from "@taostack/inference";
import type { ServiceImplementation } from "@taostack/protocol";
import type { Metrics } from "@taostack/telemetry";
import type { MinerConfig } from "./options.js";
import { openStorageOffer } from "./storage-offer.js";

/** What a miner brings to a market: a model or a store, served. */
export interface Offer {
  readonly commodity: string;
  /** Of the model, where the market has one. */
  readonly card: ModelCard | undefined;
  readonly service: ServiceImplementation;
  dispose(): Promise<void>;
}

export interface OfferModules {
  readonly hotkey: string;
  readonly metrics: Metrics;
}

/** Loads the model and puts it behind its market's service. @throws what the market's `loadModel` throws. */
export async function openOffer(config: MinerConfig, modules: OfferModules): Promise<Offer> {
  if (config.commodity === storage.name) return openStorageOffer(config, modules);
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
