import type { Round } from "./record.js";

/**
 * For each hotkey of a group: the part of the rounds that any of them answered in which it was the first to commit. Who commit in the
 * same millisecond share the round; parts add up to 1, or are all 0 if nobody ever answered.
 */
export function firstsOf(rounds: readonly Round[], group: readonly string[]): ReadonlyMap<string, number> {
  const wins = new Map(group.map((hotkey) => [hotkey, 0]));
  let answered = 0;
  for (const { entries } of rounds) {
    const present = group.filter((hotkey) => entries[hotkey]?.advantage !== undefined);
    if (present.length === 0) continue;
    answered++;
    const timeOf = (hotkey: string) => entries[hotkey]!.committedMs ?? Number.POSITIVE_INFINITY;
    const earliest = Math.min(...present.map(timeOf));
    const firsts = present.filter((hotkey) => timeOf(hotkey) === earliest);
    for (const hotkey of firsts) wins.set(hotkey, wins.get(hotkey)! + 1 / firsts.length);
  }
  return new Map([...wins].map(([hotkey, won]) => [hotkey, answered === 0 ? 0 : won / answered]));
}
