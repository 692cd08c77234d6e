import { type Context, ensure, type Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { storage } from "../storage/index.js";
import { isSubnetAccount } from "../tao/system-accounts.js";

/** Whether some coldkey owns the hotkey. */
export const hotkeyExists = (at: Readable, hotkey: AccountId): boolean => storage.Owner.has(at, hotkey);

export const ownsHotkey = (at: Readable, coldkey: AccountId, hotkey: AccountId): boolean =>
  hotkeyExists(at, hotkey) && storage.Owner.get(at, hotkey) === coldkey;

const append = (list: AccountId[], account: AccountId): AccountId[] =>
  list.includes(account) ? list : [...list, account];

/** Remembers that the coldkey may have stake on the hotkey. */
export const addStakingHotkey = (ctx: Context, coldkey: AccountId, hotkey: AccountId): void =>
  storage.StakingHotkeys.mutate(ctx, coldkey, (list) => append(list, hotkey));

/** Gives an unknown hotkey to the coldkey. @throws CannotUseSystemAccount. */
export function createHotkey(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  if (hotkeyExists(ctx, hotkey)) return;
  ensure(!isSubnetAccount(ctx, hotkey), errors.CannotUseSystemAccount);
  storage.Owner.put(ctx, hotkey, coldkey);
  storage.OwnedHotkeys.mutate(ctx, coldkey, (list) => append(list, hotkey));
  addStakingHotkey(ctx, coldkey, hotkey);
}

/** Gives an unknown hotkey to the coldkey. @throws NonAssociatedColdKey if another coldkey owns it. */
export function claimHotkey(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  createHotkey(ctx, coldkey, hotkey);
  ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey);
}

/** What a new delegate keeps of its nominators' earnings, in parts of 65535: 18 %. */
const DEFAULT_TAKE = 11_796;

/** Makes the hotkey a delegate with the default take, unless it is one. */
export function becomeDelegate(ctx: Context, hotkey: AccountId): void {
  if (!storage.Delegates.has(ctx, hotkey)) storage.Delegates.put(ctx, hotkey, DEFAULT_TAKE);
}
