import { type Forecaster, forecasterOf } from "../forecaster.js";
import { logReturns, MIN_DEVIATION } from "../returns.js";
import { normalLaw } from "./normal-law.js";

/** Exponentially weighted volatility; 0.94 is RiskMetrics' factor (J. P. Morgan 1996). */
export const ewmaForecaster = (decay = 0.94): Forecaster =>
  forecasterOf("ewma", ({ values }) => {
    const returns = logReturns(values);
    const first = returns.slice(0, 16);
    let variance = first.reduce((sum, value) => sum + value * value, 0) / first.length;
    for (const value of returns) variance = decay * variance + (1 - decay) * value * value;
    return normalLaw((horizon) => horizon * Math.max(variance, MIN_DEVIATION ** 2));
  });
