import { CodedError } from "@taostack/primitives";
import type { IncentiveErrorData } from "../errors.js";

/**
 * What the distribution of a subnet's epoch reads of a hotkey. Hotkeys and coldkeys are spelt in any unique way; spell
 * them as lower-case hex to keep the order of the chain, which is that of the bytes.
 */
export interface HotkeyStanding {
  /** `Owner[hotkey]`: the coldkey that owns it. */
  readonly owner: string;
  /** `TotalHotkeyAlpha(hotkey, netuid)`, u64 rao. */
  readonly alphaStake: bigint;
  /** `TotalHotkeyAlpha(hotkey, 0)`, u64 rao. */
  readonly rootStake: bigint;
  /** `Delegates[hotkey]`: its take, u16 of 65535. */
  readonly delegateTake: number;
  /** `ChildkeyTake(hotkey, netuid)`, u16 of 65535. */
  readonly childkeyTake: number;
  /** Proportions of `ChildKeys(hotkey, netuid)`, u64 of 2^64 − 1. */
  readonly childProportions: readonly bigint[];
  /** `ParentKeys(hotkey, netuid)` in stored order. Every parent needs a standing of its own. */
  readonly parents: readonly { readonly hotkey: string; readonly proportion: bigint }[];
  /** `AutoStakeDestination[owner][netuid]`, if set: where its miner's pay goes. */
  readonly autoStakeDestination?: string | undefined;
}

/** One hotkey's part of the epoch, summed over mechanisms, u64 rao. */
export interface HotkeyEmission {
  readonly hotkey: string;
  readonly serverEmission: bigint;
  readonly validatorEmission: bigint;
}

/** @throws `incentive/unknown_hotkey` when the caller left it out. */
export function standingOf<S>(standings: ReadonlyMap<string, S>, hotkey: string): S {
  const standing = standings.get(hotkey);
  if (standing !== undefined) return standing;
  throw new CodedError<IncentiveErrorData>(
    { code: "incentive/unknown_hotkey", hotkey },
    `The standing of hotkey ${hotkey} is needed, but was not given.`,
  );
}
