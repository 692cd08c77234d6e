import { type Likeness, likenessOf, type Signal, signalOf, widthOf } from "./likeness.js";
import type { Round } from "./record.js";

export interface CloneOptions {
  /** Rounds that two miners must have in common before they are compared. */
  readonly minRounds?: number;
  /** Mean distance of quantiles below which two are one, in deviations of the random walk. */
  readonly sameDistance?: number;
  /** Cosine above which two are one, if they have very many rounds in common; 1 / (2 · rounds) more is asked for. */
  readonly sameCosine?: number;
}

/** Measured by `bench/forecast-clones.mjs`; see the README. */
const defaults = { minRounds: 8, sameDistance: 0.015, sameCosine: 0.95 };
/** The latest rounds tell enough, and more would only take time: each pair is compared. */
const COMPARED_ROUNDS = 256;
const GLANCE_EVERY = 8;

/**
 * Groups of hotkeys that report one forecast, each with the earliest committer first. Two hotkeys are one if their quantiles are all but
 * the same, or if what they say beyond the random walk points the same way, however far. What CRPS pays for a forecast is the square
 * of that, so that a copy on which noise has brought the cosine down to c keeps 2 − 1/c² of its original's worth (c² if it is drawn
 * back towards the walk): who is not noticed has paid for it. Each is compared with those who commit earlier and are no copies, so that
 * nobody can make two others one by saying what lies between them later than they do. A hotkey alone is a group of one.
 */
export function cloneGroups(
  rounds: readonly Round[],
  hotkeys: readonly string[] = everyoneIn(rounds),
  options: CloneOptions = {},
): string[][] {
  const limits = { ...defaults, ...options };
  const recent = rounds.slice(-COMPARED_ROUNDS);
  const width = widthOf(recent);
  const signals = new Map(hotkeys.map((hotkey) => [hotkey, signalOf(recent, hotkey, width)]));
  const isOne = (a: Signal, b: Signal) =>
    !differAtAGlance(likenessOf(a, b, GLANCE_EVERY)) && areOne(likenessOf(a, b), limits);
  const lateness = latenessIn(recent);
  const late = (hotkey: string) => lateness.get(hotkey) ?? Number.POSITIVE_INFINITY;
  const groups: string[][] = [];
  for (const hotkey of [...hotkeys].sort((a, b) => late(a) - late(b) || (a < b ? -1 : 1))) {
    const group = groups.find(([first]) => isOne(signals.get(first!)!, signals.get(hotkey)!));
    if (group) group.push(hotkey);
    else groups.push([hotkey]);
  }
  return groups;
}

export const everyoneIn = (rounds: readonly Round[]): string[] =>
  [...new Set(rounds.flatMap(({ entries }) => Object.keys(entries)))].sort();

/** Far from what copies show over so few rounds (a cosine of 0.87 at least with noise that is noticed at all): most pairs end here. */
const differAtAGlance = ({ cosine, distance, rounds }: Likeness): boolean =>
  rounds >= 16 && cosine < 0.75 && distance > 0.1;

const areOne = ({ cosine, distance, rounds }: Likeness, limits: Required<CloneOptions>): boolean =>
  rounds >= limits.minRounds && (distance < limits.sameDistance || cosine > limits.sameCosine + 0.5 / rounds);

/** For each hotkey: the share of the others that committed earlier, on the average of its rounds. */
function latenessIn(rounds: readonly Round[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { late: number; rounds: number }>();
  for (const { entries } of rounds) {
    const times = Object.entries(entries).flatMap(([hotkey, { committedMs }]) =>
      committedMs === undefined ? [] : [{ hotkey, committedMs }],
    );
    times.sort((a, b) => a.committedMs - b.committedMs);
    let earlier = 0;
    for (const [i, { hotkey, committedMs }] of times.entries()) {
      if (i > 0 && committedMs > times[i - 1]!.committedMs) earlier = i;
      const sum = sums.get(hotkey) ?? { late: 0, rounds: 0 };
      sums.set(hotkey, { late: sum.late + earlier / times.length, rounds: sum.rounds + 1 });
    }
  }
  return new Map([...sums].map(([hotkey, sum]) => [hotkey, sum.late / sum.rounds]));
}
