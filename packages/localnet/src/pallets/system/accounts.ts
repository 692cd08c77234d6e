import { type Context, fail, type Readable } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { events } from "./events.js";
import { storage } from "./storage.js";

/** True if something keeps the account alive: a balance, or a pallet. Others may send free calls only. */
export function accountExists(at: Readable, who: AccountId): boolean {
  const { providers, sufficients } = storage.Account.get(at, who);
  return providers > 0 || sufficients > 0;
}

/** Notes that something keeps the account alive. The first such reference brings it into being. */
export function addProvider(ctx: Context, who: AccountId): void {
  const account = storage.Account.get(ctx, who);
  if (account.providers === 0 && account.sufficients === 0) ctx.emit(events.make.NewAccount({ account: who }));
  storage.Account.put(ctx, who, { ...account, providers: account.providers + 1 });
}

/** Notes that something needs the account to stay, such as a deposit. */
export const addConsumer = (ctx: Context, who: AccountId): void =>
  storage.Account.mutate(ctx, who, (account) => ({ ...account, consumers: account.consumers + 1 }));

export const removeConsumer = (ctx: Context, who: AccountId): void =>
  storage.Account.mutate(ctx, who, (account) => ({ ...account, consumers: Math.max(0, account.consumers - 1) }));

/** Takes such a reference back. The last one removes the account, with its nonce. */
export function removeProvider(ctx: Context, who: AccountId): void {
  const account = storage.Account.get(ctx, who);
  if (account.providers > 1 || account.sufficients > 0) {
    storage.Account.put(ctx, who, { ...account, providers: account.providers - 1 });
    return;
  }
  if (account.consumers > 0) fail({ type: "ConsumerRemaining" });
  storage.Account.remove(ctx, who);
  ctx.emit(events.make.KilledAccount({ account: who }));
}
