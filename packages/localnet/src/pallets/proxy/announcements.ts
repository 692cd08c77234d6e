import { type Context, ensure } from "../../frame/index.js";
import type { AccountId, Hash } from "../../scale/index.js";
import { adjustReserve } from "../balances/reserves.js";
import { type Announcement, errors, events, limits, storage } from "./declarations.js";

/** What a proxy reserves for so many announcements, in rao. */
export const announcementDeposit = (count: number): bigint =>
  count === 0 ? 0n : limits.announcementBase + limits.announcementFactor * BigInt(count);

export function setAnnouncements(ctx: Context, delegate: AccountId, pending: Announcement[]): void {
  const [, before] = storage.Announcements.get(ctx, delegate);
  const deposit = announcementDeposit(pending.length);
  adjustReserve(ctx, delegate, before, deposit);
  if (pending.length === 0) storage.Announcements.remove(ctx, delegate);
  else storage.Announcements.put(ctx, delegate, [pending, deposit]);
}

export function announce(ctx: Context, delegate: AccountId, real: AccountId, call_hash: Hash): void {
  const [proxies] = storage.Proxies.get(ctx, real);
  ensure(
    proxies.some((known) => known.delegate === delegate),
    errors.NotProxy,
  );
  const [pending] = storage.Announcements.get(ctx, delegate);
  ensure(pending.length < limits.pending, errors.TooMany);
  setAnnouncements(ctx, delegate, [...pending, { real, call_hash, height: ctx.blockNumber }]);
  ctx.emit(events.make.Announced({ real, proxy: delegate, call_hash }));
}

/** Removes the announcements that `drops` picks. Gives whether there were any. */
export function dropAnnouncements(
  ctx: Context,
  delegate: AccountId,
  drops: (announcement: Announcement) => boolean,
): boolean {
  const [pending] = storage.Announcements.get(ctx, delegate);
  const kept = pending.filter((announcement) => !drops(announcement));
  if (kept.length === pending.length) return false;
  setAnnouncements(ctx, delegate, kept);
  return true;
}
