import type { Round } from "./record.js";
import { type SamenessOptions, samenessIn } from "./sameness.js";

/** As many as a window usually has. */
const RECENT_ROUNDS = 512;

/**
 * Groups of hotkeys that report one forecast, each with the earliest committer first; a hotkey alone is a group of one. Each is compared
 * with those who commit earlier and are no copies, so that nobody can make two others one by saying what lies between them later than
 * they do.
 */
export function cloneGroups(
  rounds: readonly Round[],
  hotkeys: readonly string[] = everyoneIn(rounds),
  options: SamenessOptions = {},
): string[][] {
  const recent = rounds.slice(-RECENT_ROUNDS);
  const areOne = samenessIn(recent, hotkeys, options);
  const lateness = latenessIn(recent);
  const late = (hotkey: string) => lateness.get(hotkey) ?? Number.POSITIVE_INFINITY;
  const groups: string[][] = [];
  for (const hotkey of [...hotkeys].sort((a, b) => late(a) - late(b) || (a < b ? -1 : 1))) {
    const group = groups.find(([first]) => areOne(first!, hotkey));
    if (group) group.push(hotkey);
    else groups.push([hotkey]);
  }
  return groups;
}

export const everyoneIn = (rounds: readonly Round[]): string[] =>
  [...new Set(rounds.flatMap(({ entries }) => Object.keys(entries)))].sort();

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
