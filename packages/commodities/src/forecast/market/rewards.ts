import { cloneGroups, everyoneIn } from "./clones.js";
import { firstsOf } from "./firsts.js";
import type { Round, RoundEntry } from "./record.js";
import type { SamenessOptions } from "./sameness.js";

export interface RewardOptions extends SamenessOptions {
  /** The latest rounds that count. */
  readonly window?: number;
  /** Rounds with an answer before a miner is paid. */
  readonly minAnswers?: number;
  /** Standard errors that an average has to be above 0 by, to be paid. */
  readonly doubt?: number;
  /** Who may be paid; all by default. The others' results still say what a round was like. */
  readonly hotkeys?: ReadonlySet<string>;
}

export interface Reward {
  readonly hotkey: string;
  /** Mean advantage over the window, silence and back-fill included. */
  readonly advantage: number;
  /** Standard error of that mean. */
  readonly error: number;
  /** Shares of all miners add up to 1, or are all 0. */
  readonly share: number;
  readonly answers: number;
  /** Who mostly commits to the same forecast earlier, if there is one. */
  readonly cloneOf?: string;
  /** What it is paid of its own worth: less than 1 if others say the same, and often before it. */
  readonly part: number;
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
 * 2. The mean over the window is paid for, if it is above 0 by more than a standard error: luck is not enough, and so neither are many
 *    hotkeys with opposite bets. All of the mean, since a mean less its error would pay the cautious for saying less than they know.
 * 3. Hotkeys with one forecast have one pay: each round counts for the one that committed to it first.
 * 4. Shares in proportion. Linear, so that splitting or merging miners gains nothing; the random walk earns nothing.
 */
export function rewardsOf(rounds: readonly Round[], options: RewardOptions = {}): Reward[] {
  const { window, minAnswers, doubt, overlap, hotkeys: payable, ...sameness } = { ...rewardDefaults, ...options };
  const recent = rounds.slice(-window);
  const floors = recent.map(floorOf);
  const hotkeys = everyoneIn(recent).filter((hotkey) => payable?.has(hotkey) ?? true);
  const alone = hotkeys.map((hotkey) => {
    const standing = standingOf(recent, floors, hotkey, { minAnswers, overlap });
    const { mean, error, answers } = standing;
    const counts = answers >= minAnswers && mean > 0;
    return { hotkey, ...standing, counts, worth: counts && mean > doubt * error ? mean : 0 };
  });
  // Of those who are not sure enough, too: a timid copy is surer than its original, and would be paid until that is.
  const counting = alone.flatMap(({ hotkey, counts }) => (counts ? [hotkey] : []));
  const shared = sharedPay(recent, cloneGroups(recent, counting, { ...sameness, overlap }));
  const standings = alone.map((one) => ({ ...one, part: 1, ...shared.get(one.hotkey) }));
  const total = standings.reduce((sum, { worth, part }) => sum + worth * part, 0);
  return standings.map(({ counts: _, worth, mean, ...standing }) => ({
    ...standing,
    advantage: mean,
    share: total === 0 ? 0 : (worth * standing.part) / total,
    explanation: explain({ mean, worth, minAnswers, ...standing }),
  }));
}

type SharedPay = Pick<Reward, "part" | "cloneOf">;

/** Of hotkeys that have one pay with others. */
function sharedPay(rounds: readonly Round[], groups: readonly (readonly string[])[]): ReadonlyMap<string, SharedPay> {
  const shared = new Map<string, SharedPay>();
  for (const group of groups) {
    if (group.length === 1) continue;
    const [first] = group;
    for (const [hotkey, part] of firstsOf(rounds, group)) {
      shared.set(hotkey, hotkey === first ? { part } : { part, cloneOf: first! });
    }
  }
  return shared;
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

interface Explained extends Pick<Reward, "error" | "answers" | "part" | "cloneOf"> {
  readonly mean: number;
  readonly worth: number;
  readonly minAnswers: number;
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

function explain({ mean, error, worth, part, answers, minAnswers, cloneOf }: Explained): string {
  const result = `Over ${answers} answers it is ${percent(Math.abs(mean))} (± ${percent(error)}) ${mean >= 0 ? "better" : "worse"} than the random walk`;
  if (answers < minAnswers) return `${result}; it is paid from ${minAnswers} answers on.`;
  if (worth === 0) return `${result}; that is not enough to be sure it is better, and earns nothing.`;
  const first = `it is paid for the ${percent(part)} of the rounds in which it committed first`;
  if (cloneOf !== undefined) return `${result}; it says what ${cloneOf} says, and ${first}.`;
  if (part < 1) return `${result}; others say the same, and ${first}.`;
  return `${result}; that is paid for.`;
}
