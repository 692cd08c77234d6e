import { type Forecaster, forecasterOf } from "../forecaster.js";
import { logReturns, MIN_DEVIATION } from "../returns.js";
import { normalLaw } from "./normal-law.js";

export interface GarchFit {
  /** Weight of the latest square, and of the variance before. */
  readonly alpha: number;
  readonly beta: number;
  /** The variance that the process returns to. */
  readonly longRun: number;
  /** Variance of the step after the last one. */
  readonly next: number;
  /** Gaussian quasi-log-likelihood, without constants. */
  readonly logLikelihood: number;
}

/** Runs the recursion vₜ₊₁ = (1 − α − β)·longRun + α·rₜ² + β·vₜ. */
function garchFilter(returns: readonly number[], alpha: number, beta: number, longRun: number): GarchFit {
  let variance = longRun;
  let logLikelihood = 0;
  for (const value of returns) {
    logLikelihood -= 0.5 * (Math.log(variance) + (value * value) / variance);
    variance = (1 - alpha - beta) * longRun + alpha * value * value + beta * variance;
  }
  return { alpha, beta, longRun, next: variance, logLikelihood };
}

const alphas = [0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3];
const persistences = [0.5, 0.7, 0.8, 0.88, 0.92, 0.95, 0.97, 0.98, 0.99, 0.995];

/**
 * GARCH(1,1) (Bollerslev 1986) by quasi-maximum likelihood with variance targeting: the long-run variance is the sample's, α and
 * α + β are the likeliest of a grid, then of a finer one around it. The likelihood is flat, so that a finer search gains nothing.
 */
export function fitGarch(returns: readonly number[]): GarchFit {
  const mean = returns.reduce((sum, value) => sum + value * value, 0) / returns.length;
  const longRun = Math.max(MIN_DEVIATION ** 2, mean);
  let best: GarchFit | undefined;
  const consider = (alpha: number, persistence: number) => {
    if (!(alpha > 0 && alpha < persistence && persistence < 1)) return;
    const fit = garchFilter(returns, alpha, persistence - alpha, longRun);
    if (best === undefined || fit.logLikelihood > best.logLikelihood) best = fit;
  };
  for (const persistence of persistences) for (const alpha of alphas) consider(alpha, persistence);
  const { alpha, beta } = best!;
  for (const a of [0.8, 0.9, 1, 1.1, 1.2]) {
    for (const p of [0.6, 0.8, 1, 1.25, 1.6]) consider(alpha * a, 1 - (1 - alpha - beta) * p);
  }
  return best!;
}

/** Variance of the sum of the next `horizon` steps. */
export function garchVariance({ alpha, beta, longRun, next }: GarchFit, horizon: number): number {
  const persistence = alpha + beta;
  const extra = ((next - longRun) * (1 - persistence ** horizon)) / (1 - persistence);
  return Math.max(MIN_DEVIATION ** 2, horizon * longRun + extra);
}

/** Volatility that clusters and returns to its mean, fitted anew to each series. */
export const garchForecaster = (): Forecaster =>
  forecasterOf("garch", ({ values }) => {
    const fit = fitGarch(logReturns(values));
    return normalLaw((horizon) => garchVariance(fit, horizon));
  });
