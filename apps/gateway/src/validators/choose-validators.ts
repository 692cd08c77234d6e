export interface Choosable {
  readonly target: { readonly hotkey: string; readonly stake: bigint };
  readonly inFlight: number;
  readonly healthy: boolean;
  readonly pausedUntil: number;
}

/**
 * The order in which validators are asked. Healthy ones first, by stake for each request they would then have in flight, so that
 * the largest gets the most and none gets all; then those that failed lately, the one whose pause ends first in front.
 */
export function chooseValidators<T extends Choosable>(entries: Iterable<T>): T[] {
  return [...entries].sort((a, b) => {
    if (a.healthy !== b.healthy) return a.healthy ? -1 : 1;
    if (!a.healthy && a.pausedUntil !== b.pausedUntil) return a.pausedUntil - b.pausedUntil;
    return compareShare(b, a) || (a.target.hotkey < b.target.hotkey ? -1 : 1);
  });
}

/** Compares stake / (inFlight + 1) without division: products of u64 and a small number are exact as bigint. */
function compareShare(a: Choosable, b: Choosable): number {
  const left = a.target.stake * BigInt(b.inFlight + 1);
  const right = b.target.stake * BigInt(a.inFlight + 1);
  return left === right ? 0 : left > right ? 1 : -1;
}
