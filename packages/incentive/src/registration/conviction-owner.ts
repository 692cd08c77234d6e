import { U64F64 } from "../fixed/formats.js";
import { sum } from "../fixed/integer.js";

/** A subnet must be as old, in blocks, before conviction can change its owner: a year. */
export const OWNER_CHANGE_AGE = 2_629_800;

export interface HotkeyConviction {
  readonly hotkey: string;
  /** `Owner[hotkey]`; undefined for none (the zero account). */
  readonly coldkey: string | undefined;
  /** Sum of the locks on it, rolled to this block, U64F64 bits. */
  readonly conviction: bigint;
}

export interface OwnerChangeInput {
  /** `SubnetOwner`. */
  readonly owner: string;
  /** `SubnetAlphaOut`, u64 rao. */
  readonly subnetAlphaOut: bigint;
  /** `NetworkRegisteredAt`. */
  readonly registeredAt: number;
  readonly currentBlock: number;
  readonly convictions: readonly HotkeyConviction[];
}

/** The hotkey of highest conviction, the first of equals. */
export const mostConvicted = (convictions: readonly HotkeyConviction[]): HotkeyConviction | undefined => {
  const [first, ...others] = convictions;
  return others.reduce((best, next) => (best && next.conviction > best.conviction ? next : best), first);
};

/**
 * Who becomes owner of a subnet at a drained epoch: the hotkey of highest conviction (the first of equals), once all
 * conviction is a tenth of the alpha outside the pool. Undefined when the owner stays.
 */
export function convictionOwner(input: OwnerChangeInput): HotkeyConviction | undefined {
  const { owner, subnetAlphaOut, convictions } = input;
  if (subnetAlphaOut === 0n || input.currentBlock < input.registeredAt + OWNER_CHANGE_AGE) return undefined;
  const total = sum(convictions.map(({ conviction }) => conviction));
  if (10n * total < U64F64.fromInteger(subnetAlphaOut)) return undefined;
  const highest = mostConvicted(convictions);
  return highest?.coldkey === undefined || highest.coldkey === owner ? undefined : highest;
}
