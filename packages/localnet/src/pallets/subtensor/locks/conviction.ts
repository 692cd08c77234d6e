import { type HotkeyConviction, mostConvicted } from "@taostack/incentive";
import type { Readable, ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { hotkeyExists } from "../accounts/hotkeys.js";
import { storage } from "../storage/index.js";
import { isOwnerHotkey } from "./roll.js";
import { readSum } from "./sums.js";

/** What all locks on a hotkey count for, U64F64 bits of rao. */
export function hotkeyConviction(at: ReadContext, hotkey: AccountId, netuid: number): bigint {
  const roles = isOwnerHotkey(at, netuid, hotkey) ? [false, true] : [false];
  const kinds = roles.flatMap((isOwnerLock) => [
    { isOwnerLock, isPerpetual: true },
    { isOwnerLock, isPerpetual: false },
  ]);
  return kinds.reduce((sum, kind) => sum + readSum(at, netuid, hotkey, kind).conviction, 0n);
}

/** Hotkeys of a subnet with locks on them. */
function lockedHotkeys(at: Readable, netuid: number): AccountId[] {
  const named = [storage.HotkeyLock, storage.DecayingHotkeyLock].flatMap((item) =>
    item.keys(at, netuid).map(([, hotkey]) => hotkey),
  );
  const owned = storage.OwnerLock.has(at, netuid) || storage.DecayingOwnerLock.has(at, netuid);
  return [...new Set(owned ? [...named, storage.SubnetOwnerHotkey.get(at, netuid)] : named)];
}

/** Convictions of a subnet; the account that sorts last is first, since of equals the chain takes that one. */
export const convictionsOf = (at: ReadContext, netuid: number): (HotkeyConviction & { readonly hotkey: AccountId })[] =>
  lockedHotkeys(at, netuid)
    .sort()
    .reverse()
    .map((hotkey) => ({
      hotkey,
      coldkey: hotkeyExists(at, hotkey) ? storage.Owner.get(at, hotkey) : undefined,
      conviction: hotkeyConviction(at, hotkey, netuid),
    }));

export const mostConvictedHotkey = (at: ReadContext, netuid: number): AccountId | undefined =>
  mostConvicted(convictionsOf(at, netuid))?.hotkey as AccountId | undefined;
