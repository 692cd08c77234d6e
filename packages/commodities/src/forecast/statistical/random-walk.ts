import { type Forecaster, forecasterOf } from "../forecaster.js";
import { RECENT_STEPS, recentDeviation } from "../returns.js";
import { normalLaw } from "./normal-law.js";

/** The baseline itself: no drift, recent volatility, normal steps. Earns nothing by design. */
export const randomWalkForecaster = (steps: number = RECENT_STEPS): Forecaster =>
  forecasterOf("random-walk", ({ values }) => {
    const variance = recentDeviation(values, steps) ** 2;
    return normalLaw((horizon) => horizon * variance);
  });
