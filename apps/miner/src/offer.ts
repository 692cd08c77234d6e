import { referenceTextModel, text, translation, vision } from "@taostack/commodities";
import type { ServiceImplementation } from "@taostack/protocol";
import type { MinerConfig } from "./options.js";

/** What is published of a model. */
export interface OfferCard {
  readonly name: string;
  /** Hex SHA-256 over the files that decide what it answers. */
  readonly hash: string;
  readonly dtype: string;
}

/** What a miner brings to a market: a model, served. */
export interface Offer {
  readonly commodity: string;
  readonly card: OfferCard;
  readonly service: ServiceImplementation;
  dispose(): Promise<void>;
}

/** Loads the model and puts it behind its market's service. @throws what the market's `loadModel` throws. */
export async function openOffer(config: MinerConfig): Promise<Offer> {
  if (config.commodity === translation.name) {
    const model = await translation.loadModel(config.model ?? translation.referenceModel, modelOptions(config));
    return offerOf(translation.name, model, translation.serve(model));
  }
  if (config.commodity === vision.name) {
    const { maxConcurrent: _, ...options } = modelOptions(config);
    const model = await vision.loadModel(config.model ?? vision.referenceModel, options);
    return offerOf(vision.name, model, vision.serve(model));
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
