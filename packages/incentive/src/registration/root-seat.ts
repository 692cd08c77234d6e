/** UIDs of the root network. */
export const MAX_ROOT_UIDS = 64;

/**
 * The UID on root that a newcomer takes: the next free one, or that of the lowest stake (the first of equals) if the
 * newcomer has strictly more. Undefined: the chain answers `StakeTooLowForRoot`.
 * @param rootStakes - Root stake by UID, u64 rao.
 */
export function rootSeat(rootStakes: ArrayLike<bigint>, newcomerStake: bigint): number | undefined {
  if (rootStakes.length < MAX_ROOT_UIDS) return rootStakes.length;
  let lowest = 0;
  for (let uid = 1; uid < rootStakes.length; uid += 1) if (rootStakes[uid]! < rootStakes[lowest]!) lowest = uid;
  return newcomerStake > rootStakes[lowest]! ? lowest : undefined;
}
