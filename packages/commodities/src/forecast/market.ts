import type { LoadOnnxModelOptions } from "@taostack/inference";
import type { ForecastAnswer, ForecastRequest } from "@taostack/protocol";
import type { Commodity } from "../commodity.js";
import { createForecastChallenge, type ForecastCheck } from "./challenge.js";
import { checkForecastRequest, type ForecastLimits } from "./contract.js";
import { disguiseForecast } from "./disguise.js";
import type { Forecaster } from "./forecaster.js";
import { loadForecaster } from "./model.js";
import { type ForecastReference, type ForecastTiming, scoreForecast } from "./score.js";
import { serveForecast } from "./serve.js";
import { verifyForecast } from "./verify.js";

export interface ForecastMarket {
  Model: Forecaster;
  ModelOptions: LoadOnnxModelOptions;
  Request: ForecastRequest;
  Answer: ForecastAnswer;
  Check: ForecastCheck;
  Timing: ForecastTiming;
  Reference: ForecastReference;
  Limits: ForecastLimits;
}

/** The market for forecasts: series in, quantiles or paths out, committed to before the outcome and judged by it. */
export const forecast = {
  name: "forecast",
  loadModel: loadForecaster,
  createChallenge: createForecastChallenge,
  admit: (request) => checkForecastRequest(request),
  disguise: disguiseForecast,
  serve: serveForecast,
  verifyAnswer: verifyForecast,
  scoreAnswer: scoreForecast,
} as const satisfies Commodity<ForecastMarket>;
