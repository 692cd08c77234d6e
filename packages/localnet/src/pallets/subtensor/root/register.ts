import { type Context, ensure } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { becomeDelegate, claimHotkey } from "../accounts/hotkeys.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ROOT } from "../networks/networks.js";
import { appendNeuron, hotkeysOf, replaceNeuron } from "../neurons/uids.js";
import { storage } from "../storage/index.js";

/** Within one interval so many times the target may register. */
const INTERVAL_FACTOR = 3;

/** Puts a hotkey on the root network. On a full one it takes the place of the lowest root stake, if its own is higher. */
export function registerOnRoot(ctx: Context, coldkey: AccountId, hotkey: AccountId): void {
  const inBlock = storage.RegistrationsThisBlock.get(ctx, ROOT);
  ensure(inBlock < storage.MaxRegistrationsPerBlock.get(ctx, ROOT), errors.TooManyRegistrationsThisBlock);
  const allowed = INTERVAL_FACTOR * storage.TargetRegistrationsPerInterval.get(ctx, ROOT);
  ensure(storage.RegistrationsThisInterval.get(ctx, ROOT) < allowed, errors.TooManyRegistrationsThisInterval);
  ensure(!storage.Uids.has(ctx, ROOT, hotkey), errors.HotKeyAlreadyRegisteredInSubNet);
  claimHotkey(ctx, coldkey, hotkey);
  const uid = takeRootUid(ctx, hotkey);
  becomeDelegate(ctx, hotkey);
  storage.RegistrationsThisBlock.mutate(ctx, ROOT, (count) => count + 1);
  storage.RegistrationsThisInterval.mutate(ctx, ROOT, (count) => count + 1);
  ctx.emit(events.make.NeuronRegistered([ROOT, uid, hotkey]));
}

function takeRootUid(ctx: Context, hotkey: AccountId): number {
  const members = hotkeysOf(ctx, ROOT);
  if (members.length < storage.MaxAllowedUids.get(ctx, ROOT)) return appendNeuron(ctx, ROOT, hotkey);
  const rootStake = (member: AccountId): bigint => storage.TotalHotkeyAlpha.get(ctx, member, ROOT);
  const lowest = members.reduce((low, member, uid) => (rootStake(member) < rootStake(members[low]!) ? uid : low), 0);
  ensure(rootStake(hotkey) > rootStake(members[lowest]!), errors.StakeTooLowForRoot);
  replaceNeuron(ctx, ROOT, lowest, hotkey);
  return lowest;
}
