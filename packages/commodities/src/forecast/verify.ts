import { type ForecastAnswer, type ForecastRequest, protocolError } from "@taostack/protocol";
import type { Evidence, VerifyOptions } from "../commodity.js";
import type { ForecastCheck } from "./challenge.js";
import { checkForecastRequest } from "./contract.js";
import type { Forecaster } from "./forecaster.js";
import { type ForecastScore, type ForecastTiming, scoreForecast } from "./score.js";

export type ForecastEvidence = Evidence<ForecastRequest, ForecastAnswer, ForecastCheck, ForecastTiming>;

/**
 * Judges a forecast once its outcome is known. The judge is the outcome: the model is not asked.
 * @throws `protocol/invalid_argument` for a request that no miner has to serve; `protocol/failed_precondition` before the outcome.
 */
export async function verifyForecast(
  _model: Forecaster,
  { request, check, answer, timing }: ForecastEvidence,
  { signal }: VerifyOptions = {},
): Promise<ForecastScore> {
  signal?.throwIfAborted();
  checkForecastRequest(request);
  if (check === undefined) {
    throw protocolError("protocol/failed_precondition", "The outcome of this forecast is not known yet.", {
      remedy: "Judge it when the last horizon has passed.",
    });
  }
  return scoreForecast({ challenge: { request, check }, answer, reference: null, ...(timing ? { timing } : {}) });
}
