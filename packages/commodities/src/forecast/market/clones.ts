import { rankCorrelation } from "./rank-correlation.js";
import type { Round } from "./record.js";

export interface CloneOptions {
  /** Rounds that two miners must have in common before they are compared. */
  readonly minRounds?: number;
  /** Mean distance of quantiles below which two are one, in deviations of the random walk. */
  readonly sameDistance?: number;
  /** Below this distance they are one if their errors go together, too. */
  readonly nearDistance?: number;
  readonly minCorrelation?: number;
}

/**
 * Measured: a copy with noise of 0.1 deviations is 0.08 away with a correlation of 0.50; of the forecasters that come with the stack,
 * ewma and garch are 0.10 apart (0.51), tao-forecast and its small sister 0.13 (0.71), all others farther but the random walk and ewma
 * (0.06, 0.77).
 */
const defaults = { minRounds: 8, sameDistance: 0.015, nearDistance: 0.09, minCorrelation: 0.45 };

/**
 * Groups of hotkeys that report one forecast, each with the earlier committer first. Two hotkeys are one if their quantiles are
 * all but the same, or if they are near and their errors, less the round's median (what the market did to all), go together by rank:
 * little noise added to a copy does not hide it. A hotkey alone is a group of one.
 */
export function cloneGroups(
  rounds: readonly Round[],
  hotkeys: readonly string[] = everyoneIn(rounds),
  options: CloneOptions = {},
): string[][] {
  const limits = { ...defaults, ...options };
  const medians = rounds.map(medianAdvantage);
  const leader = new Map(hotkeys.map((hotkey) => [hotkey, hotkey]));
  const find = (hotkey: string): string => {
    const up = leader.get(hotkey)!;
    return up === hotkey ? hotkey : find(up);
  };
  for (const [i, a] of hotkeys.entries()) {
    for (const b of hotkeys.slice(0, i)) {
      if (find(a) !== find(b) && areClones(rounds, medians, a, b, limits)) leader.set(find(a), find(b));
    }
  }
  const groups = groupBy(hotkeys, find);
  return [...groups.values()].map((group) =>
    group.sort((a, b) => lateness(rounds, a, group) - lateness(rounds, b, group)),
  );
}

const everyoneIn = (rounds: readonly Round[]): string[] =>
  [...new Set(rounds.flatMap(({ entries }) => Object.keys(entries)))].sort();

function groupBy(hotkeys: readonly string[], keyOf: (hotkey: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const hotkey of hotkeys) {
    const group = groups.get(keyOf(hotkey));
    if (group) group.push(hotkey);
    else groups.set(keyOf(hotkey), [hotkey]);
  }
  return groups;
}

function areClones(
  rounds: readonly Round[],
  medians: readonly number[],
  a: string,
  b: string,
  limits: Required<CloneOptions>,
): boolean {
  let distance = 0;
  const errors: [number[], number[]] = [[], []];
  for (const [i, { entries }] of rounds.entries()) {
    const [one, other] = [entries[a], entries[b]];
    if (one?.advantage === undefined || other?.advantage === undefined || !one.print || !other.print) continue;
    const prints = one.print;
    distance += prints.reduce((sum, value, k) => sum + Math.abs(value - (other.print?.[k] ?? 0)), 0) / prints.length;
    errors[0].push(one.advantage - medians[i]!);
    errors[1].push(other.advantage - medians[i]!);
  }
  const shared = errors[0].length;
  if (shared < limits.minRounds) return false;
  if (distance / shared < limits.sameDistance) return true;
  return distance / shared < limits.nearDistance && rankCorrelation(errors[0], errors[1]) > limits.minCorrelation;
}

function medianAdvantage({ entries }: Round): number {
  const all = Object.values(entries).flatMap(({ advantage }) => (advantage === undefined ? [] : [advantage]));
  all.sort((a, b) => a - b);
  return all[Math.floor(all.length / 2)] ?? 0;
}

/** In how many rounds another of the group committed earlier, as a share of the rounds it took part in. */
function lateness(rounds: readonly Round[], hotkey: string, group: readonly string[]): number {
  let [later, present] = [0, 0];
  for (const { entries } of rounds) {
    const own = entries[hotkey]?.committedMs;
    if (own === undefined) continue;
    present++;
    if (group.some((other) => (entries[other]?.committedMs ?? Number.POSITIVE_INFINITY) < own)) later++;
  }
  return present === 0 ? Number.POSITIVE_INFINITY : later / present;
}
