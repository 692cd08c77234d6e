import { type LoadOnnxModelOptions, loadOnnxModel, type OnnxModel } from "@taostack/inference";
import { modelPath } from "../bundled-models.js";
import { type Forecaster, forecasterOf } from "./forecaster.js";
import { forecastSettings } from "./model-settings.js";
import { gridLaw } from "./quantile-grid.js";
import { logReturns, recentDeviation } from "./returns.js";
import { ewmaForecaster } from "./statistical/ewma.js";
import { garchForecaster } from "./statistical/garch.js";
import { randomWalkForecaster } from "./statistical/random-walk.js";

/** The strongest of the bundled ones. */
export const referenceForecastModel = "tao-forecast";

const formulas: Readonly<Record<string, () => Forecaster>> = {
  "random-walk": () => randomWalkForecaster(),
  ewma: () => ewmaForecaster(),
  garch: garchForecaster,
};

/**
 * A bundled model (`tao-forecast`, `-small`, `-mini`), a formula (`random-walk`, `ewma`, `garch`), or a model's folder.
 * @throws what `loadOnnxModel` throws; `commodities/unknown_model`, `commodities/bad_forecast_model`.
 */
export async function loadForecaster(nameOrFolder: string, options?: LoadOnnxModelOptions): Promise<Forecaster> {
  const formula = Object.hasOwn(formulas, nameOrFolder) ? formulas[nameOrFolder] : undefined;
  if (formula) return formula();
  const model = await loadOnnxModel(modelPath(nameOrFolder), options);
  try {
    return forecasterFromModel(model);
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

/** A series shorter than the model's history is filled up in front with steps of no change. */
export function forecasterFromModel(model: OnnxModel): Forecaster {
  const { input, output, history, recent, horizons, levels } = forecastSettings(model.card);
  const forecaster = forecasterOf(
    model.card.name,
    async ({ values }, { signal }) => {
      const deviation = recentDeviation(values, recent);
      const data = new Float32Array(history);
      const steps = logReturns(values.slice(-history - 1));
      data.set(
        steps.map((step) => step / deviation),
        history - steps.length,
      );
      const outputs = await model.run(
        { [input]: { type: "float32", data, dims: [history] } },
        signal === undefined ? {} : { signal },
      );
      const quantiles = outputs[output]!.data as Float32Array;
      return gridLaw({ horizons, levels, values: quantiles, deviation });
    },
    () => model.dispose(),
  );
  return { ...forecaster, card: model.card };
}
