import { forecast, referenceForecastModel } from "@taostack/commodities";
import type { Offer, OfferModules } from "./offer.js";
import type { MinerConfig } from "./options.js";

/** A model or a formula that forecasts, and commits in the miner's own name only. @throws what `forecast.loadModel` throws. */
export async function openForecastOffer(
  { model = referenceForecastModel, threads, maxConcurrent, maxQueue, dtype }: MinerConfig,
  { hotkey }: OfferModules,
): Promise<Offer> {
  const options = { threads, maxConcurrent, maxQueue, ...(dtype === undefined ? {} : { dtype }) };
  const forecaster = await forecast.loadModel(model, options);
  return {
    commodity: forecast.name,
    card: forecaster.card ?? { name: forecaster.name, hash: "" },
    service: forecast.serve(forecaster, {}, { hotkey }),
    dispose: () => forecaster.dispose(),
  };
}
