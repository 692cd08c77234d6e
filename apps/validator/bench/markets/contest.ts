import type { Scoreboard } from "../../src/scoreboard.js";

/**
 * `honest` miners are ranked. A `cheat` has to earn less than half of the weakest honest one. A `limit` is what the market does not
 * see and says so: shown, not judged.
 */
export type Kind = "honest" | "cheat" | "limit";

/** How good an honest miner is, measured apart from the market: the larger measure is better, and among equals the faster one. */
export interface Quality {
  readonly measure: number;
  /** Whatever time the market judges, in milliseconds. */
  readonly ms: number;
}

export interface Contestant {
  readonly name: string;
  readonly kind: Kind;
  /** Several hotkeys of one cheat: what they earn counts together. */
  readonly group?: string;
  /** Of honest ones. */
  readonly quality?: Quality;
}

export interface ExaminerContext {
  /** The validator's own: its challenges are nobody else's. */
  readonly seed: number;
  /** By contestant. */
  readonly hotkeys: readonly string[];
  readonly scoreboard: Scoreboard;
}

/** One validator's side of one market. */
export interface Examiner {
  /** Sets everybody the challenges of one epoch and records in the scoreboard what they are worth. */
  examine(epoch: number): Promise<void>;
}

/** One market with all who take part in it. */
export interface Contest {
  readonly commodity: string;
  /** What `Quality.measure` is. */
  readonly measure: string;
  /** Challenges that each validator sets each miner in an epoch. */
  readonly challengesPerEpoch: number;
  readonly contestants: readonly Contestant[];
  openExaminer(context: ExaminerContext): Examiner;
  dispose(): Promise<void>;
}

export interface ContestOptions {
  readonly seed: number;
  /** Challenges by which true quality is measured; as many as the market needs by default. */
  readonly heldOut?: number;
}

export type OpenContest = (options: ContestOptions) => Promise<Contest>;

/** Above 0 if the first is better. */
export const betterQuality = (a: Quality, b: Quality): number => a.measure - b.measure || b.ms - a.ms;
