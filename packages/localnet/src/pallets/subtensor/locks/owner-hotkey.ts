import { convictionOwner } from "@taostack/incentive";
import type { Context, Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { events } from "../events.js";
import { seatWithoutPrice } from "../neurons/register.js";
import { storage } from "../storage/index.js";
import { convictionsOf } from "./conviction.js";
import { type ColdkeyLock, putLock, takeLock } from "./locks.js";

type HeldLock = ColdkeyLock & { readonly coldkey: AccountId };

const coldkeysLocking = (at: Readable, netuid: number, hotkey: AccountId): AccountId[] =>
  storage.LockingColdkeys.keys(at, netuid, hotkey).map(([, , coldkey]) => coldkey);

/** Takes out all locks on a hotkey. */
const takeLocksOn = (ctx: Context, netuid: number, hotkey: AccountId): HeldLock[] =>
  coldkeysLocking(ctx, netuid, hotkey).flatMap((coldkey) => {
    const taken = takeLock(ctx, coldkey, netuid);
    return taken === undefined ? [] : [{ ...taken, coldkey }];
  });

function putAll(ctx: Context, netuid: number, locks: readonly HeldLock[]): void {
  for (const { coldkey, ...lock } of locks) putLock(ctx, coldkey, netuid, lock);
}

/** Makes a hotkey the subnet's owner hotkey. Locks on it and on the former one count otherwise from here on. */
export function setSubnetOwnerHotkey(ctx: Context, netuid: number, hotkey: AccountId): void {
  const former = storage.SubnetOwnerHotkey.get(ctx, netuid);
  if (former === hotkey) return;
  const locks = [former, hotkey].flatMap((role) => takeLocksOn(ctx, netuid, role));
  storage.SubnetOwnerHotkey.put(ctx, netuid, hotkey);
  putAll(ctx, netuid, locks);
}

/** Locks on a hotkey point at the one that takes its place; if it was the owner hotkey, so is the new one. */
export function moveHotkeyLocks(ctx: Context, netuid: number, old: AccountId, next: AccountId): void {
  const locks = takeLocksOn(ctx, netuid, old);
  if (storage.SubnetOwnerHotkey.get(ctx, netuid) === old) setSubnetOwnerHotkey(ctx, netuid, next);
  putAll(
    ctx,
    netuid,
    locks.map((lock) => ({ ...lock, hotkey: next })),
  );
}

/** Gives a subnet to the hotkey of highest conviction, if all conviction is enough and the subnet old enough. */
export function changeOwnerByConviction(ctx: Context, netuid: number): void {
  const owner = storage.SubnetOwner.get(ctx, netuid);
  const chosen = convictionOwner({
    owner,
    subnetAlphaOut: storage.SubnetAlphaOut.get(ctx, netuid),
    registeredAt: Number(storage.NetworkRegisteredAt.get(ctx, netuid)),
    currentBlock: ctx.blockNumber,
    convictions: convictionsOf(ctx, netuid),
  });
  if (chosen?.coldkey === undefined) return;
  const [hotkey, coldkey] = [chosen.hotkey, chosen.coldkey] as [AccountId, AccountId];
  if (!seatWithoutPrice(ctx, netuid, hotkey)) return;
  setSubnetOwnerHotkey(ctx, netuid, hotkey);
  storage.SubnetOwner.put(ctx, netuid, coldkey);
  ctx.emit(events.make.SubnetOwnerChanged({ netuid, old_coldkey: owner, new_coldkey: coldkey }));
}
