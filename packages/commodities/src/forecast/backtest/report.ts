import type { IncrementScore } from "../score.js";

/** How a forecaster did over some forecasts. */
export interface Skill {
  readonly forecasts: number;
  /** Mean CRPS in units of what a random walk expects of itself. */
  readonly crps: number;
  readonly baseline: number;
  /** 1 − crps / baseline: the share by which it is better than the random walk with recent volatility. */
  readonly skill: number;
  /** Standard error of the skill, by the spread over blocks of forecasts that do not overlap. */
  readonly error: number;
}

export interface Coverage {
  /** Share of outcomes that should lie within. */
  readonly nominal: number;
  readonly actual: number;
}

export interface BacktestReport {
  readonly forecaster: string;
  readonly asset: string;
  readonly overall: Skill;
  readonly byHorizon: Readonly<Record<number, Skill>>;
  /** By the regime in which the forecast began; "unknown" where the feed does not say. */
  readonly byRegime: Readonly<Record<string, Skill>>;
  /** Shares of outcomes by the level of the forecast that they reached, in equal bins; flat if calibrated. */
  readonly pit: readonly number[];
  readonly coverage: readonly Coverage[];
}

/** One forecast and what it scored, with the levels that the outcomes reached. */
export interface BacktestResult {
  readonly regime: string;
  readonly increments: readonly IncrementScore[];
  readonly pits: readonly number[];
}

export const PIT_BINS = 20;
const NOMINAL = [0.5, 0.8, 0.9, 0.98];
/** Blocks that the error of a skill is taken from. */
const BLOCKS = 20;

/** Sums a backtest up. Pure. */
export function summarise(forecaster: string, asset: string, results: readonly BacktestResult[]): BacktestReport {
  const horizons = [...new Set(results.flatMap(({ increments }) => increments.map(({ horizon }) => horizon)))];
  const kinds = [...new Set(results.map(({ regime }) => regime))].sort();
  const pits = results.flatMap((result) => result.pits);
  const pit = new Array<number>(PIT_BINS).fill(0);
  for (const level of pits) pit[Math.min(PIT_BINS - 1, Math.floor(level * PIT_BINS))]! += 1 / pits.length;
  return {
    forecaster,
    asset,
    overall: skillOf(results.map(({ increments }) => increments)),
    byHorizon: Object.fromEntries(
      horizons
        .sort((a, b) => a - b)
        .map((one) => [one, skillOf(results.map((r) => r.increments.filter(({ horizon }) => horizon === one)))]),
    ),
    byRegime: Object.fromEntries(
      kinds.map((kind) => [kind, skillOf(results.filter((r) => r.regime === kind).map((r) => r.increments))]),
    ),
    pit,
    coverage: NOMINAL.map((nominal) => {
      const [low, high] = [(1 - nominal) / 2, (1 + nominal) / 2];
      return { nominal, actual: pits.filter((level) => level >= low && level <= high).length / pits.length };
    }),
  };
}

function skillOf(forecasts: readonly (readonly IncrementScore[])[]): Skill {
  const ratio = (part: readonly (readonly IncrementScore[])[]) => {
    const all = part.flat();
    const sum = (of: (one: IncrementScore) => number) => all.reduce((total, one) => total + of(one), 0) / all.length;
    const [crps, baseline] = [sum((one) => one.loss), sum((one) => one.baseline)];
    return { crps, baseline, skill: 1 - crps / baseline };
  };
  const blocks = Array.from({ length: BLOCKS }, (_, i) =>
    forecasts.slice(Math.floor((i * forecasts.length) / BLOCKS), Math.floor(((i + 1) * forecasts.length) / BLOCKS)),
  ).filter((block) => block.length > 0);
  const skills = blocks.map((block) => ratio(block).skill);
  const mean = skills.reduce((sum, value) => sum + value, 0) / skills.length;
  const variance = skills.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, skills.length - 1);
  return { forecasts: forecasts.length, ...ratio(forecasts), error: Math.sqrt(variance / skills.length) };
}
