import { type Context, ensure, type ReadContext } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ensureSubnet } from "../networks/networks.js";
import { storage } from "../storage/index.js";
import { hotkeyExists, ownsHotkey } from "./hotkeys.js";
import { kindLimitPassed, stampKey, stampKind } from "./rate-limits.js";

/** Parts of 65535 that a hotkey keeps of what its nominators earn. */
export function checkIncrease(at: ReadContext, coldkey: AccountId, hotkey: AccountId, take: number): void {
  ensureOwned(at, coldkey, hotkey);
  const raises = !storage.Delegates.has(at, hotkey) || take > storage.Delegates.get(at, hotkey);
  ensure(raises, errors.DelegateTakeTooLow);
  ensure(take <= storage.MaxDelegateTake.get(at), errors.DelegateTakeTooHigh);
}

export function checkDecrease(at: ReadContext, coldkey: AccountId, hotkey: AccountId, take: number): void {
  ensureOwned(at, coldkey, hotkey);
  const lowers = !storage.Delegates.has(at, hotkey) || take < storage.Delegates.get(at, hotkey);
  ensure(lowers && take >= storage.MinDelegateTake.get(at), errors.DelegateTakeTooLow);
}

function ensureOwned(at: ReadContext, coldkey: AccountId, hotkey: AccountId): void {
  ensure(hotkeyExists(at, hotkey), errors.HotKeyAccountNotExists);
  ensure(ownsHotkey(at, coldkey, hotkey), errors.NonAssociatedColdKey);
}

const takeKey = (hotkey: AccountId) => ({ type: "LastTxBlockDelegateTake", value: hotkey }) as const;

/** A raise is limited in how often, a cut is not. */
export function increaseTake(ctx: Context, coldkey: AccountId, hotkey: AccountId, take: number): void {
  const last = storage.LastRateLimitedBlock.get(ctx, takeKey(hotkey));
  // Unlike most limits, exactly so many blocks later is still too early.
  const tooFast = last !== 0n && BigInt(ctx.blockNumber) - last <= storage.TxDelegateTakeRateLimit.get(ctx);
  ensure(!tooFast, errors.DelegateTxRateLimitExceeded);
  stampKey(ctx, takeKey(hotkey));
  storage.Delegates.put(ctx, hotkey, take);
  ctx.emit(events.make.TakeIncreased([coldkey, hotkey, take]));
}

export function decreaseTake(ctx: Context, coldkey: AccountId, hotkey: AccountId, take: number): void {
  stampKey(ctx, takeKey(hotkey));
  storage.Delegates.put(ctx, hotkey, take);
  ctx.emit(events.make.TakeDecreased([coldkey, hotkey, take]));
}

/** What a hotkey keeps of the dividends that it earns with the stake of parents. */
export function setChildkeyTake(
  ctx: Context,
  coldkey: AccountId,
  hotkey: AccountId,
  netuid: number,
  take: number,
): void {
  ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey);
  ensureSubnet(ctx, netuid);
  const perSubnet = storage.MinChildkeyTakePerSubnet.get(ctx, netuid);
  const least = Math.max(storage.MinChildkeyTake.get(ctx), perSubnet);
  ensure(take >= least && take <= storage.MaxChildkeyTake.get(ctx), errors.InvalidChildkeyTake);
  if (take > storage.ChildkeyTake.get(ctx, hotkey, netuid)) {
    const limit = storage.TxChildkeyTakeRateLimit.get(ctx);
    ensure(kindLimitPassed(ctx, hotkey, netuid, "SetChildkeyTake", limit), errors.TxChildkeyTakeRateLimitExceeded);
  }
  stampKind(ctx, hotkey, netuid, "SetChildkeyTake");
  storage.ChildkeyTake.put(ctx, hotkey, netuid, take);
  ctx.emit(events.make.ChildKeyTakeSet([hotkey, take]));
}
