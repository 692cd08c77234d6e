import { forecast, referenceForecastModel } from "@taostack/commodities";
import { modelOptions } from "./model-options.js";
import type { Offer, OfferModules } from "./offer.js";
import type { MinerConfig } from "./options.js";

/** A model or a formula that forecasts, and commits in the miner's own name only. @throws what `forecast.loadModel` throws. */
export async function openForecastOffer(config: MinerConfig, { hotkey }: OfferModules): Promise<Offer> {
  const forecaster = await forecast.loadModel(config.model ?? referenceForecastModel, modelOptions(config));
  return {
    commodity: forecast.name,
    card: forecaster.card ?? { name: forecaster.name, hash: "" },
    service: forecast.serve(forecaster, {}, { hotkey }),
    dispose: () => forecaster.dispose(),
  };
}
