import { checkU64, rangeError } from "../errors.js";

/** The factor of the average that stands for 1. */
export const VOTING_POWER_ONE = 10n ** 18n;

export interface VotingPowerInput {
  /** What the hotkey counts for on the subnet in this epoch, u64 rao. */
  readonly stake: bigint;
  /** `VotingPower` so far, u64 rao. */
  readonly previous: bigint;
  /** `VotingPowerEmaAlpha`, at most 10^18. */
  readonly emaAlpha: bigint;
  /** `StakeThreshold`, u64 rao. */
  readonly stakeThreshold: bigint;
}

/**
 * Voting power of a hotkey with a validator permit after an epoch, u64 rao: `emaAlpha` of the stake, the rest of what it
 * was. A hotkey that had the least stake loses its power below nine tenths of it; one that begins may be below. The
 * specification gives the average alone, no bits; that the sum is rounded down once, and when power is lost, follows the
 * pallet.
 * @throws `incentive/out_of_range` for what is no u64, and for a factor above 1.
 */
export function nextVotingPower({ stake, previous, emaAlpha, stakeThreshold }: VotingPowerInput): bigint {
  for (const [name, value] of Object.entries({ stake, previous, emaAlpha, stakeThreshold })) checkU64(name, value);
  if (emaAlpha > VOTING_POWER_ONE) throw rangeError("emaAlpha", emaAlpha, "a bigint from 0 to 10^18");
  const average = (emaAlpha * stake + (VOTING_POWER_ONE - emaAlpha) * previous) / VOTING_POWER_ONE;
  const lost = previous >= stakeThreshold && average < (stakeThreshold * 9n) / 10n;
  return lost ? 0n : average;
}
