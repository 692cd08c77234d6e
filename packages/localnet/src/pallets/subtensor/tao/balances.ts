import { type Context, ensure, type Readable } from "../../../frame/index.js";
import type { AccountId } from "../../../scale/index.js";
import { decrease, deposit, reducibleBalance, transfer } from "../../balances/ledger.js";
import { errors } from "../errors.js";
import { min, minus } from "../saturating.js";
import { storage } from "../storage/index.js";

/** What the account can spend and stay alive, in rao. */
export const spendable = (at: Readable, account: AccountId): bigint => reducibleBalance(at, account, "preserve");

export function moveTao(ctx: Context, from: AccountId, to: AccountId, amount: bigint): void {
  if (amount > 0n) transfer(ctx, from, to, amount);
}

/** Moves at most `amount`, so that the sender stays alive. Returns what was moved. */
export function moveUpTo(ctx: Context, from: AccountId, to: AccountId, amount: bigint): bigint {
  const moved = min(amount, spendable(ctx, from));
  moveTao(ctx, from, to, moved);
  return moved;
}

/** Takes TAO out of existence. @throws InsufficientBalance if the account would not stay alive. */
export function recycleTao(ctx: Context, from: AccountId, amount: bigint): void {
  ensure(spendable(ctx, from) >= amount, errors.InsufficientBalance);
  decrease(ctx, from, amount, "preserve");
  storage.TotalIssuance.mutate(ctx, minus(amount));
}

/** Puts TAO that was minted for this block on an account. */
export const depositMinted = (ctx: Context, to: AccountId, amount: bigint): void => deposit(ctx, to, amount);
