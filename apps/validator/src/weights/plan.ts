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

type PlanView = Pick<Metagraph, "hotkeys" | "minAllowedWeights">;

/**
 * Legal weights from the moving averages; `undefined` while too little was measured, or when nobody earned anything.
 * @param serving - Hotkeys of the miners that can be asked now. Who has taken its address off the chain earns nothing by what it once
 * was, and the validator itself is never among them.
 */
export function planWeights(
  scoreboard: Scoreboard,
  { hotkeys, minAllowedWeights }: PlanView,
  serving: ReadonlySet<string>,
  { sharpness, minSamples }: PlanOptions,
): WeightRow | undefined {
  const standings = hotkeys.map((hotkey) => (serving.has(hotkey) ? scoreboard.of(hotkey) : undefined));
  const samples = standings.reduce((sum, standing) => sum + (standing?.samples ?? 0), 0);
  const scores = standings.map((standing) => (standing?.average ?? 0) ** sharpness);
  if (samples < minSamples || !scores.some((score) => score > 0)) return undefined;
  const { uids, weights } = processWeights({ scores, minAllowedWeights });
  return { uids: Array.from(uids), weights: Array.from(weights) };
}
