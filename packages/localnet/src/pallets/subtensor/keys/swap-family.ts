import type { Context } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import type { Children } from "../accounts/children.js";
import { storage } from "../storage/index.js";

type Family = typeof storage.ChildKeys;

const renamed = (list: Children, old: AccountId, next: AccountId): Children =>
  list
    .map(([proportion, account]): Children[number] => [proportion, account === old ? next : account])
    .sort(([, a], [, b]) => (a < b ? -1 : 1));

/** Moves one side of a hotkey's relations, and names the new hotkey on the other side of each. */
function moveSide(ctx: Context, own: Family, reverse: Family, old: AccountId, next: AccountId, netuid: number): void {
  if (!own.has(ctx, old, netuid)) return;
  const relatives = own.take(ctx, old, netuid);
  own.put(ctx, next, netuid, relatives);
  for (const [, relative] of relatives) {
    reverse.mutate(ctx, relative, netuid, (list) => renamed(list, old, next));
  }
}

/** Children, parents, changes of children that wait, and the childkey take follow the new hotkey. */
export function swapFamily(ctx: Context, old: AccountId, next: AccountId, netuid: number): void {
  moveSide(ctx, storage.ChildKeys, storage.ParentKeys, old, next, netuid);
  moveSide(ctx, storage.ParentKeys, storage.ChildKeys, old, next, netuid);
  if (storage.PendingChildKeys.has(ctx, netuid, old)) {
    storage.PendingChildKeys.put(ctx, netuid, next, storage.PendingChildKeys.take(ctx, netuid, old));
  }
  for (const [[, parent], [children, due]] of storage.PendingChildKeys.entries(ctx, netuid)) {
    if (!children.some(([, child]) => child === old)) continue;
    storage.PendingChildKeys.put(ctx, netuid, parent, [renamed(children, old, next), due]);
  }
  if (storage.ChildkeyTake.has(ctx, old, netuid)) {
    storage.ChildkeyTake.put(ctx, next, netuid, storage.ChildkeyTake.take(ctx, old, netuid));
  }
}
