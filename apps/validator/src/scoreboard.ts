/** A miner's standing with one validator. It belongs to a hotkey: a uid that changes hands starts anew. */
export interface MinerStanding {
  readonly hotkey: string;
  /** Moving average of scores, 0 … 1. */
  average: number;
  /** Scores that went into the average. */
  samples: number;
  /** The latest score and why it was given. */
  lastScore: number;
  explanation: string;
}

export interface ScoreboardOptions {
  /** Weight of the newest score once `1 / alpha` scores are in; before that all scores count alike. 0 < alpha ≤ 1. */
  readonly alpha: number;
}

/**
 * The moving averages from which weights are made. Only miners that were asked change: who was not asked neither gains nor decays,
 * so that the level does not depend on how many miners share a round.
 */
export class Scoreboard {
  readonly #options: ScoreboardOptions;
  readonly #standings = new Map<string, MinerStanding>();

  constructor(options: ScoreboardOptions, standings: Iterable<MinerStanding> = []) {
    this.#options = options;
    for (const standing of standings) this.#standings.set(standing.hotkey, { ...standing });
  }

  /** Adds one score, 0 … 1; what is not a number counts as 0. @param weight - Beside that of other scores, 0 … 1. */
  record(hotkey: string, score: number, explanation: string, weight = 1): MinerStanding {
    const clean = Number.isFinite(score) ? Math.min(Math.max(score, 0), 1) : 0;
    const standing = this.of(hotkey) ?? { hotkey, average: 0, samples: 0, lastScore: 0, explanation: "" };
    standing.samples += 1;
    const alpha = Math.max(this.#options.alpha, 1 / standing.samples);
    // There is nothing beside the first.
    standing.average += (standing.samples === 1 ? 1 : alpha * weight) * (clean - standing.average);
    standing.lastScore = clean;
    standing.explanation = explanation;
    this.#standings.set(hotkey, standing);
    return standing;
  }

  of(hotkey: string): MinerStanding | undefined {
    return this.#standings.get(hotkey);
  }

  average(hotkey: string): number {
    return this.of(hotkey)?.average ?? 0;
  }

  /** Forgets every hotkey that is not in `hotkeys`: bounds the board to the size of the subnet. */
  retain(hotkeys: Iterable<string>): void {
    const kept = new Set(hotkeys);
    for (const hotkey of this.#standings.keys()) if (!kept.has(hotkey)) this.#standings.delete(hotkey);
  }

  standings(): MinerStanding[] {
    return [...this.#standings.values()].map((standing) => ({ ...standing }));
  }
}
