import { blake2b } from "@noble/hashes/blake2.js";
import { fromHex, toHex } from "@taostack/primitives";
import { type Context, ensure, fail, type Readable } from "../../../frame/index.js";
import type { AccountId, Hash } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { storage } from "../storage/index.js";
import { recycleTao, spendable } from "../tao/balances.js";
import { swapColdkey } from "./swap-coldkey.js";

/** Rao. */
export const KEY_SWAP_COST = 100_000_000n;

export function paySwap(ctx: Context, coldkey: AccountId, cost: bigint): void {
  ensure(spendable(ctx, coldkey) >= cost, errors.NotEnoughBalanceToPaySwapColdKey);
  recycleTao(ctx, coldkey, cost);
}

const announcementOf = (at: Readable, who: AccountId): [due: number, hash: Hash] =>
  storage.ColdkeySwapAnnouncements.get(at, who) ?? fail(errors.ColdkeySwapAnnouncementNotFound);

const mayChangeFrom = (at: Readable, due: number): number => due + storage.ColdkeySwapReannouncementDelay.get(at);

/** Announces the hash of the future coldkey. The first announcement costs; another one has to wait. */
export function announceColdkeySwap(ctx: Context, who: AccountId, hash: Hash): void {
  const open = storage.ColdkeySwapAnnouncements.get(ctx, who);
  if (open === undefined) paySwap(ctx, who, KEY_SWAP_COST);
  else ensure(ctx.blockNumber >= mayChangeFrom(ctx, open[0]), errors.ColdkeySwapReannouncedTooEarly);
  const due = ctx.blockNumber + storage.ColdkeySwapAnnouncementDelay.get(ctx);
  storage.ColdkeySwapAnnouncements.put(ctx, who, [due, hash]);
  ctx.emit(events.make.ColdkeySwapAnnounced({ who, new_coldkey_hash: hash }));
}

/** Moves everything to the announced coldkey, once the announcement is due. */
export function swapAnnouncedColdkey(ctx: Context, who: AccountId, next: AccountId): void {
  const [due, hash] = announcementOf(ctx, who);
  ensure(toHex(blake2b(fromHex(next), { dkLen: 32 })) === hash, errors.AnnouncedColdkeyHashDoesNotMatch);
  ensure(ctx.blockNumber >= due, errors.ColdkeySwapTooEarly);
  swapColdkey(ctx, who, next);
}

/** Freezes the account until root decides: for the owner of a stolen key. */
export function disputeColdkeySwap(ctx: Context, coldkey: AccountId): void {
  announcementOf(ctx, coldkey);
  ensure(!storage.ColdkeySwapDisputes.has(ctx, coldkey), errors.ColdkeySwapAlreadyDisputed);
  storage.ColdkeySwapDisputes.put(ctx, coldkey, ctx.blockNumber);
  ctx.emit(events.make.ColdkeySwapDisputed({ coldkey }));
}

export function clearColdkeySwap(ctx: Context, who: AccountId): void {
  const [due] = announcementOf(ctx, who);
  ensure(ctx.blockNumber >= mayChangeFrom(ctx, due), errors.ColdkeySwapClearTooEarly);
  storage.ColdkeySwapAnnouncements.remove(ctx, who);
  ctx.emit(events.make.ColdkeySwapCleared({ who }));
}

/** Root's decision: neither announcement nor dispute any more. */
export function resetColdkeySwap(ctx: Context, who: AccountId): void {
  storage.ColdkeySwapAnnouncements.remove(ctx, who);
  storage.ColdkeySwapDisputes.remove(ctx, who);
  ctx.emit(events.make.ColdkeySwapReset({ who }));
}
