import { type Context, ensure, type Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureSubnet, ROOT } from "../networks/networks.js";
import { totalStakeOfHotkey } from "../staking/hotkey-stake.js";
import { storage } from "../storage/index.js";
import { isOwnerHotkey } from "../weights/set-weights.js";
import { ownsHotkey } from "./hotkeys.js";
import { kindLimitPassed, stampKind } from "./rate-limits.js";

/** Children with the share of the stake that each is lent, u64 of 2^64 − 1. */
export type Children = [proportion: bigint, child: AccountId][];

const MAX_CHILDREN = 5;
const WHOLE = 2n ** 64n - 1n;
const SET_CHILDREN_LIMIT = 150n;

/** `set_children`: lends shares of a hotkey's stake to others, after a cooldown once the subnet has started. */
export function setChildren(
  ctx: Context,
  coldkey: AccountId,
  hotkey: AccountId,
  netuid: number,
  children: Children,
): void {
  const allowed = kindLimitPassed(ctx, hotkey, netuid, "SetChildren", SET_CHILDREN_LIMIT);
  ensure(allowed, errors.TxRateLimitExceeded);
  ensure(netuid !== ROOT, errors.RegistrationNotPermittedOnRootSubnet);
  ensureSubnet(ctx, netuid);
  ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey);
  checkChildren(ctx, hotkey, netuid, children);
  stampKind(ctx, hotkey, netuid, "SetChildren");
  if (!storage.SubtokenEnabled.get(ctx, netuid)) {
    applyChildren(ctx, hotkey, netuid, children);
    return;
  }
  const due = BigInt(ctx.blockNumber) + storage.PendingChildKeyCooldown.get(ctx);
  storage.PendingChildKeys.put(ctx, netuid, hotkey, [children, due]);
  ctx.emit(events.make.SetChildrenScheduled([hotkey, netuid, due, children]));
}

function checkChildren(at: Readable, hotkey: AccountId, netuid: number, children: Children): void {
  const named = new Set(children.map(([, child]) => child));
  ensure(named.size === children.length, errors.DuplicateChild);
  ensure(!named.has(hotkey), errors.InvalidChild);
  ensure(children.length <= MAX_CHILDREN, errors.TooManyChildren);
  const lent = children.reduce((sum, [proportion]) => sum + proportion, 0n);
  ensure(lent <= WHOLE, errors.ProportionOverflow);
  ensureConsistent(at, hotkey, netuid, children);
  const enough =
    children.length === 0 ||
    isOwnerHotkey(at, netuid, hotkey) ||
    totalStakeOfHotkey(at, hotkey) >= storage.StakeThreshold.get(at);
  ensure(enough, errors.NotEnoughStakeToSetChildkeys);
}

/** @throws ChildParentInconsistency if a child is also a parent. */
function ensureConsistent(at: Readable, hotkey: AccountId, netuid: number, children: Children): void {
  const parents = new Set(storage.ParentKeys.get(at, hotkey, netuid).map(([, parent]) => parent));
  ensure(!children.some(([, child]) => parents.has(child)), errors.ChildParentInconsistency);
}

/** Sets the children now, and the reverse entries of those who come and go. */
export function applyChildren(ctx: Context, hotkey: AccountId, netuid: number, children: Children): void {
  ensureConsistent(ctx, hotkey, netuid, children);
  for (const [, former] of storage.ChildKeys.get(ctx, hotkey, netuid)) setParent(ctx, former, netuid, hotkey);
  for (const [proportion, child] of children) setParent(ctx, child, netuid, hotkey, proportion);
  if (children.length === 0) storage.ChildKeys.remove(ctx, hotkey, netuid);
  else storage.ChildKeys.put(ctx, hotkey, netuid, sorted(children));
  ctx.emit(events.make.SetChildren([hotkey, netuid, children]));
}

/** Without a proportion the parent is removed. */
function setParent(ctx: Context, child: AccountId, netuid: number, parent: AccountId, proportion?: bigint): void {
  const others = storage.ParentKeys.get(ctx, child, netuid).filter(([, known]) => known !== parent);
  const parents: Children = proportion === undefined ? others : sorted([...others, [proportion, parent]]);
  if (parents.length === 0) storage.ParentKeys.remove(ctx, child, netuid);
  else storage.ParentKeys.put(ctx, child, netuid, parents);
}

const sorted = (children: Children): Children => [...children].sort(([, a], [, b]) => (a < b ? -1 : 1));

/** In the block of a subnet's epoch: children whose cooldown is over take effect; inconsistent ones are dropped. */
export function applyPendingChildren(ctx: Context, netuid: number): void {
  for (const [[, hotkey], [children, due]] of storage.PendingChildKeys.entries(ctx, netuid)) {
    if (due >= BigInt(ctx.blockNumber)) continue;
    storage.PendingChildKeys.remove(ctx, netuid, hotkey);
    const parents = new Set(storage.ParentKeys.get(ctx, hotkey, netuid).map(([, parent]) => parent));
    if (!children.some(([, child]) => parents.has(child))) applyChildren(ctx, hotkey, netuid, children);
  }
}
