import { U96F32 } from "../fixed/formats.js";
import { sum, U16_MAX, U64_MAX } from "../fixed/integer.js";
import { type HotkeyStanding, standingOf } from "./distribution-types.js";

export interface ShareDividendInput {
  readonly hotkey: string;
  /** The hotkey's validator emission, u64 rao. */
  readonly dividend: bigint;
  readonly standings: ReadonlyMap<string, HotkeyStanding>;
  /** `TaoWeight` and `CKBurn`, U96F32 bits. */
  readonly taoWeight: bigint;
  readonly childkeyBurn: bigint;
}

export interface SharedDividend {
  /** The hotkey itself and its parents, with what each receives, u64 rao. */
  readonly received: readonly (readonly [hotkey: string, amount: bigint])[];
  /** Recycled by `CKBurn`, u64 rao. */
  readonly burned: bigint;
}

/**
 * Shares one validator's dividend with its parents, in proportion to the stake that each contributes. Of what a parent of
 * another owner is due, the childkey take stays with the hotkey.
 */
export function shareDividend(input: ShareDividendInput): SharedDividend {
  const { hotkey, standings, childkeyBurn } = input;
  const standing = standingOf(standings, hotkey);
  const contributions = standing.parents.map(({ hotkey: parent, proportion }) =>
    contribution(standingOf(standings, parent), U96F32.ratio(proportion, U64_MAX), input.taoWeight),
  );
  const total = U96F32.add(ownContribution(standing, input.taoWeight), sum(contributions));
  const takeRate = U96F32.ratio(standing.childkeyTake, U16_MAX);

  let kept = U96F32.fromInteger(input.dividend);
  let burned = 0n;
  const received = standing.parents.map(({ hotkey: parent }, index): readonly [string, bigint] => {
    const due = U96F32.mul(U96F32.fromInteger(input.dividend), U96F32.div(contributions[index]!, total));
    const isForeign = standingOf(standings, parent).owner !== standing.owner;
    const burn = isForeign ? U96F32.mul(childkeyBurn, due) : 0n;
    const take = isForeign ? U96F32.mul(takeRate, due) : 0n;
    kept = U96F32.add(U96F32.sub(kept, due), take);
    burned += U96F32.toU64(burn);
    return [parent, U96F32.toU64(U96F32.sub(U96F32.sub(due, burn), take))];
  });
  return { received: [[hotkey, U96F32.toU64(kept)], ...received], burned };
}

/** Alpha plus weighted root stake of a parent, as far as `proportion` gives it. U96F32 bits. */
function contribution({ alphaStake, rootStake }: HotkeyStanding, proportion: bigint, taoWeight: bigint): bigint {
  const alpha = U96F32.mul(U96F32.fromInteger(alphaStake), proportion);
  const root = U96F32.mul(U96F32.mul(U96F32.fromInteger(rootStake), proportion), taoWeight);
  return U96F32.add(alpha, root);
}

/** What the hotkey keeps of its own stake after its children, floored to whole rao as on chain. */
function ownContribution(standing: HotkeyStanding, taoWeight: bigint): bigint {
  const given = standing.childProportions.reduce((total, part) => total + U96F32.ratio(part, U64_MAX), 0n);
  const own = contribution(standing, U96F32.sub(U96F32.one, given), taoWeight);
  return U96F32.fromInteger(U96F32.toU64(own));
}
