import { type Context, ensure } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { addConsumer, removeConsumer } from "../system/accounts.js";
import { storage as system } from "../system/storage.js";
import { errors } from "./errors.js";
import { events } from "./events.js";
import { balanceOf } from "./ledger.js";
import { EXISTENTIAL_DEPOSIT } from "./pallet.js";

function move(ctx: Context, who: AccountId, toReserve: bigint): void {
  system.Account.mutate(ctx, who, (account) => {
    const { free, reserved } = account.data;
    return { ...account, data: { ...account.data, free: free - toReserve, reserved: reserved + toReserve } };
  });
}

/**
 * Sets rao of an account aside as a deposit: the account still owns it, but cannot spend it.
 * @throws Balances.InsufficientBalance, Balances.LiquidityRestrictions; ConsumerRemaining if too little stayed free.
 */
export function reserve(ctx: Context, who: AccountId, amount: bigint): void {
  if (amount === 0n) return;
  const { free, frozen, reserved } = balanceOf(ctx, who);
  ensure(free >= amount, errors.InsufficientBalance);
  ensure(free - amount >= frozen, errors.LiquidityRestrictions);
  ensure(free - amount >= EXISTENTIAL_DEPOSIT, { type: "ConsumerRemaining" });
  if (reserved === 0n) addConsumer(ctx, who);
  move(ctx, who, amount);
  ctx.emit(events.make.Reserved({ who, amount }));
}

/** Gives back of a deposit at most what is there. */
export function unreserve(ctx: Context, who: AccountId, amount: bigint): void {
  const { reserved } = balanceOf(ctx, who);
  const released = amount < reserved ? amount : reserved;
  if (released === 0n) return;
  move(ctx, who, -released);
  if (released === reserved) removeConsumer(ctx, who);
  ctx.emit(events.make.Unreserved({ who, amount: released }));
}

/** Reserves or gives back the difference between two deposits. */
export function adjustReserve(ctx: Context, who: AccountId, before: bigint, after: bigint): void {
  if (after > before) reserve(ctx, who, after - before);
  else unreserve(ctx, who, before - after);
}
