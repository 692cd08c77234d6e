import type { Metagraph } from "@taostack/chain";
import { processWeights } from "@taostack/incentive";
import type { Scoreboard } from "../scoreboard.js";

export interface WeightRow {
  readonly uids: readonly number[];
  /** u16, the largest 65535. */
  readonly weights: readonly number[];
}

export interface PlanOptions {
  /** Scores are raised to this power: above 1, small differences in quality pay more than their share. */
  readonly sharpness: number;
  /** Fewer scores than this from all miners together say too little to pay by. */
  readonly minSamples: number;
}

/** Legal weights from the moving averages; `undefined` while too little was measured, or when nobody earned anything. */
export function planWeights(scoreboard: Scoreboard, metagraph: Metagraph, options: PlanOptions): WeightRow | undefined {
  const { sharpness, minSamples } = options;
  const standings = metagraph.hotkeys.map((hotkey) => scoreboard.of(hotkey));
  const samples = standings.reduce((sum, standing) => sum + (standing?.samples ?? 0), 0);
  const scores = standings.map((standing) => (standing?.average ?? 0) ** sharpness);
  if (samples < minSamples || !scores.some((score) => score > 0)) return undefined;
  const { uids, weights } = processWeights({ scores, minAllowedWeights: metagraph.minAllowedWeights });
  return { uids: Array.from(uids), weights: Array.from(weights) };
}
