/**
 * The lowest vote at which `below` and the stake of all lower or equal votes exceed `minority`; the highest if none does.
 * No two votes are equal. Reorders those from `start` up to `end`, of which there must be one at least.
 * @param votes - A score, and in the 16 bits below it the UID of who gave it.
 * @param stakes - By UID.
 */
export function weightedMedian(
  votes: StaticArray<i64>,
  stakes: StaticArray<i64>,
  start: i32,
  end: i32,
  below: i64,
  minority: i64,
): i64 {
  while (true) {
    const pivot = setAside(votes, (start + end) >>> 1, end - 1);
    let stakeLess = below;
    let low = start;
    // Lower votes go to the front, without a branch on the vote: no predictor could guess it.
    for (let at = start; at < end - 1; at++) {
      const vote = votes[at];
      const isLess = vote < pivot;
      votes[at] = votes[low];
      votes[low] = vote;
      low += i32(isLess);
      stakeLess += stakeOf(stakes, vote) & -i64(isLess);
    }
    setAside(votes, low, end - 1);
    if (low > start && stakeLess > minority) {
      end = low;
      continue;
    }
    below = stakeLess + stakeOf(stakes, pivot);
    if (low + 1 === end || below > minority) return pivot;
    start = low + 1;
  }
}

export function stakeOf(stakes: StaticArray<i64>, vote: i64): i64 {
  return stakes[<i32>(<u16>vote)];
}

/** Swaps a vote with that at the end. @returns The vote. */
function setAside(votes: StaticArray<i64>, at: i32, last: i32): i64 {
  const vote = votes[at];
  votes[at] = votes[last];
  votes[last] = vote;
  return vote;
}
