import { checkU64s } from "../check-input/check-values.js";
import { checkU64 } from "../errors.js";
import { U96F32 } from "../fixed/formats.js";
import { U64_MAX } from "../fixed/integer.js";

export interface InheritedStakeInput {
  /** `TotalHotkeyAlpha` of the hotkey itself, on the subnet or on root, u64 rao. */
  readonly stake: bigint;
  /** Proportions of `ChildKeys(hotkey, netuid)`, u64 of 2^64 − 1: what the hotkey gives away. */
  readonly childProportions: readonly bigint[];
  /** `ParentKeys(hotkey, netuid)`: each parent's stake on the same network, u64 rao, and the proportion given. */
  readonly parents: readonly { readonly stake: bigint; readonly proportion: bigint }[];
}

/**
 * Stake of a hotkey after child keys: its own, less what it gives to children, plus what parents give, floored to rao.
 * For root stake the child and parent keys are still those of the subnet.
 * @throws `incentive/out_of_range` for what is not a u64; `argument` is such as `parents[1].proportion`.
 */
export function inheritedStake(input: InheritedStakeInput): bigint {
  checkInheritedStakeInput(input);
  const { stake, childProportions, parents } = input;
  const own = U96F32.fromInteger(stake);
  const given = childProportions.reduce((total, part) => U96F32.add(total, partOf(stake, part)), 0n);
  const received = parents.reduce((total, parent) => U96F32.add(total, partOf(parent.stake, parent.proportion)), 0n);
  return U96F32.toU64(U96F32.add(U96F32.sub(own, given), received));
}

function checkInheritedStakeInput({ stake, childProportions, parents }: InheritedStakeInput): void {
  checkU64("stake", stake);
  checkU64s("childProportions", childProportions);
  parents.forEach((parent, index) => {
    checkU64(`parents[${index}].stake`, parent.stake);
    checkU64(`parents[${index}].proportion`, parent.proportion);
  });
}

const partOf = (stake: bigint, proportion: bigint): bigint =>
  U96F32.mul(U96F32.fromInteger(stake), U96F32.ratio(proportion, U64_MAX));
