import { inheritedStake, U96F32 } from "@taostack/incentive";
import type { Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { ROOT } from "../networks/networks.js";
import { storage } from "../storage/index.js";

/** Stake of a hotkey after what it gives to children and gets from parents on the subnet. */
export interface InheritedStakes {
  readonly alpha: bigint;
  /** Root stake, not weighted. */
  readonly tao: bigint;
}

/** Both stakes of a hotkey on a subnet, after child keys. */
export function inheritedStakes(at: Readable, hotkey: AccountId, netuid: number): InheritedStakes {
  const childProportions = storage.ChildKeys.get(at, hotkey, netuid).map(([proportion]) => proportion);
  const parents = storage.ParentKeys.get(at, hotkey, netuid);
  const on = (network: number): bigint =>
    inheritedStake({
      stake: storage.TotalHotkeyAlpha.get(at, hotkey, network),
      childProportions,
      parents: parents.map(([proportion, parent]) => ({
        stake: storage.TotalHotkeyAlpha.get(at, parent, network),
        proportion,
      })),
    });
  return { alpha: on(netuid), tao: on(ROOT) };
}

const U64_MAX = 2n ** 64n - 1n;

/** What a hotkey counts for on a subnet: its alpha, and its root stake at the weight of TAO. In rao, floored. */
export function stakeWeight(at: Readable, { alpha, tao }: InheritedStakes): bigint {
  const weight = U96F32.ratio(storage.TaoWeight.get(at), U64_MAX);
  return alpha + U96F32.toU64(U96F32.mul(U96F32.fromInteger(tao), weight));
}
