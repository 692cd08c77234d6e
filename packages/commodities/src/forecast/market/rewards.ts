import { type CloneOptions, cloneGroups, everyoneIn } from "./clones.js";
import type { Round, RoundEntry } from "./record.js";

export interface RewardOptions extends CloneOptions {
  /** The latest rounds that count. */
  readonly window?: number;
  /** Rounds with an answer before a miner is paid. */
  readonly minAnswers?: number;
  /** Standard errors that an average has to be above 0 by. */
  readonly doubt?: number;
  /** Rounds in a row that share outcomes, since one begins before the last is over: their luck is the same, and counts once. */
  readonly overlap?: number;
  /** Who may be paid; all by default. The others' results still say what a round was like. */
  readonly hotkeys?: ReadonlySet<string>;
}

export interface Reward {
  readonly hotkey: string;
  /** Mean advantage over the window, silence and back-fill included. */
  readonly advantage: number;
  /** The same less the doubt about it: what is paid for, if above 0. */
  readonly assured: number;
  /** Shares of all miners add up to 1, or are all 0. */
  readonly share: number;
  readonly answers: number;
  /** The earlier committer of the same forecast, if there is one. */
  readonly cloneOf?: string;
  readonly explanation: string;
}

const rewardDefaults = { window: 500, minAnswers: 32, doubt: 1, overlap: 1 };
/** What silence costs at least: the random walk has 0. */
const SILENCE = -0.25;

/**
 * What each miner earns for a window of rounds. Pure: the same rounds give the same rewards.
 *
 * 1. In each round, results below the 10th percentile of the valid ones count as that percentile; silent, late and invalid ones as that
 *    or −0.25, whichever is worse. Rounds before a miner came count like silence, up to `minAnswers` of them: starting anew never pays.
 * 2. The mean over the window, less one standard error: luck is not paid, and so neither are many hotkeys with opposite bets.
 * 3. Of hotkeys with one forecast the earliest committer that is worth anything counts alone.
 * 4. Shares in proportion to what is above 0. Linear, so that splitting or merging miners gains nothing; the random walk earns nothing.
 */
export function rewardsOf(rounds: readonly Round[], options: RewardOptions = {}): Reward[] {
  const { window, minAnswers, doubt, overlap, hotkeys: payable, ...clones } = { ...rewardDefaults, ...options };
  const recent = rounds.slice(-window);
  const floors = recent.map(floorOf);
  const hotkeys = everyoneIn(recent).filter((hotkey) => payable?.has(hotkey) ?? true);
  const alone = new Map(
    hotkeys.map((hotkey) => {
      const standing = standingOf(recent, floors, hotkey, { minAnswers, overlap });
      const assured = standing.mean - doubt * standing.error;
      const worth = standing.answers >= minAnswers ? Math.max(0, assured) : 0;
      return [hotkey, { ...standing, assured, worth }] as const;
    }),
  );
  const original = new Map<string, string>();
  const worthy = hotkeys.filter((hotkey) => alone.get(hotkey)!.worth > 0);
  for (const [first, ...copies] of cloneGroups(recent, worthy, clones)) {
    for (const hotkey of copies) original.set(hotkey, first!);
  }
  const standings = [...alone].map(([hotkey, { worth, ...standing }]) => {
    const cloneOf = original.get(hotkey);
    return { hotkey, ...standing, paid: cloneOf === undefined ? worth : 0, cloneOf };
  });
  const total = standings.reduce((sum, { paid }) => sum + paid, 0);
  return standings.map(({ hotkey, mean, assured, answers, paid, cloneOf }) => ({
    hotkey,
    advantage: mean,
    assured,
    answers,
    share: total === 0 ? 0 : paid / total,
    ...(cloneOf === undefined ? {} : { cloneOf }),
    explanation: explain({ mean, assured, answers, minAnswers, cloneOf }),
  }));
}

/** The 10th percentile of the valid results. */
function floorOf({ entries }: Round): number {
  const valid = Object.values(entries).flatMap(({ advantage }) => (advantage === undefined ? [] : [advantage]));
  valid.sort((a, b) => a - b);
  return valid[Math.floor(0.1 * valid.length)] ?? 0;
}

function standingOf(
  rounds: readonly Round[],
  floors: readonly number[],
  hotkey: string,
  { minAnswers, overlap }: { readonly minAnswers: number; readonly overlap: number },
) {
  const results: number[] = [];
  const missed: number[] = [];
  let answers = 0;
  for (const [i, { entries }] of rounds.entries()) {
    const entry: RoundEntry | undefined = entries[hotkey];
    const silent = Math.min(SILENCE, floors[i]!);
    if (entry === undefined) missed.push(silent);
    else if (entry.advantage === undefined) results.push(silent);
    else {
      answers++;
      results.push(Math.max(floors[i]!, entry.advantage));
    }
  }
  // A newcomer's missing past; in the long run it is outweighed.
  results.push(...missed.slice(0, Math.max(0, minAnswers - answers)));
  const mean = results.reduce((sum, value) => sum + value, 0) / results.length;
  return { mean, error: standardError(results, mean, overlap), answers };
}

/**
 * Of the mean of results each of which may go with its next ones (Newey & West 1987, "A Simple, Positive Semi-Definite, Heteroskedasticity
 * and Autocorrelation Consistent Covariance Matrix"); never below that of results that do not.
 */
function standardError(results: readonly number[], mean: number, overlap: number): number {
  const covariance = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < results.length; i++) sum += (results[i]! - mean) * (results[i - lag]! - mean);
    return sum / Math.max(1, results.length - 1);
  };
  const own = covariance(0);
  let shared = 0;
  for (let lag = 1; lag < Math.min(overlap, results.length); lag++) shared += 2 * (1 - lag / overlap) * covariance(lag);
  return Math.sqrt(Math.max(own, own + shared) / results.length);
}

interface Explained {
  readonly mean: number;
  readonly assured: number;
  readonly answers: number;
  readonly minAnswers: number;
  readonly cloneOf: string | undefined;
}

function explain({ mean, assured, answers, minAnswers, cloneOf }: Explained): string {
  const percent = `${(100 * Math.abs(mean)).toFixed(1)} %`;
  const result = `Over ${answers} answers it is ${percent} ${mean >= 0 ? "better" : "worse"} than the random walk`;
  if (cloneOf !== undefined) return `${result}; it says what ${cloneOf} says, and earns nothing.`;
  if (answers < minAnswers) return `${result}; it is paid from ${minAnswers} answers on.`;
  if (assured <= 0) return `${result}; that is not enough to be sure it is better, and earns nothing.`;
  return `${result}; ${(100 * assured).toFixed(1)} % are sure and paid for.`;
}
