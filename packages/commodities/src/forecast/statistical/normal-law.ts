import type { ReturnLaw } from "../forecaster.js";
import { normalQuantile } from "../normal.js";

/** A normal law about no change, of the variance that `varianceOf` gives a horizon. */
export const normalLaw = (varianceOf: (horizon: number) => number): ReturnLaw => ({
  quantile: (horizon, level) => Math.sqrt(varianceOf(horizon)) * normalQuantile(level),
});
