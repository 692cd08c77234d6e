import { checkForecastRequest, type Forecaster, loadForecaster } from "@taostack/commodities";
import type { ForecastAnswer, ForecastRequest } from "@taostack/protocol";
import { type Remembering, remembering } from "../answers/one-at-a-time.js";

/** A forecaster as a miner serves it. */
export interface ServedForecaster {
  readonly answer: Remembering<ForecastRequest, ForecastAnswer>;
  dispose(): Promise<void>;
}

export async function serveForecaster(name: string): Promise<ServedForecaster> {
  const forecaster: Forecaster = await loadForecaster(name);
  const answer = remembering(
    (request: ForecastRequest) => forecaster.forecast(checkForecastRequest(request)),
    ({ requestId, series }) => `${requestId} ${series[0]?.values.length}`,
  );
  return { answer, dispose: () => forecaster.dispose() };
}
