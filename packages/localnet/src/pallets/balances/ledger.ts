import { type Context, ensure, fail, type Readable } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { addProvider, removeProvider } from "../system/accounts.js";
import { storage as system } from "../system/storage.js";
import { events } from "./events.js";
import { EXISTENTIAL_DEPOSIT } from "./pallet.js";
import { storage } from "./storage.js";
import type { AccountData } from "./types.js";

/** `preserve` keeps the account above the existential deposit; `expendable` lets it vanish, its dust destroyed. */
export type Preservation = "preserve" | "expendable";

const MAX_U64 = (1n << 64n) - 1n;

export const balanceOf = (at: Readable, who: AccountId): AccountData => system.Account.get(at, who).data;

/** Rao, including what is frozen. */
export const freeBalance = (at: Readable, who: AccountId): bigint => balanceOf(at, who).free;

/** The most that could be withdrawn now, in rao. */
export function reducibleBalance(at: Readable, who: AccountId, preservation: Preservation): bigint {
  const { free, frozen } = balanceOf(at, who);
  const untouchable = preservation === "preserve" && frozen < EXISTENTIAL_DEPOSIT ? EXISTENTIAL_DEPOSIT : frozen;
  return free > untouchable ? free - untouchable : 0n;
}

/**
 * Adds to an account out of nothing: the total issuance grows. Emits `NewAccount` and `Endowed` if the account is new.
 * @throws Token.BelowMinimum if a new account would get less than the existential deposit.
 */
export function increase(ctx: Context, who: AccountId, amount: bigint): void {
  if (amount === 0n) return;
  const issuance = storage.TotalIssuance.get(ctx) + amount;
  ensure(issuance <= MAX_U64, { type: "Arithmetic", value: { type: "Overflow" } });
  addToAccount(ctx, who, amount);
  storage.TotalIssuance.put(ctx, issuance);
}

/**
 * Takes from an account into nothing: the total issuance shrinks. Emits no event but those of a removed account.
 * @throws Token.FundsUnavailable, Token.Frozen or Token.NotExpendable.
 */
export function decrease(
  ctx: Context,
  who: AccountId,
  amount: bigint,
  preservation: Preservation = "expendable",
): void {
  if (amount === 0n) return;
  takeFromAccount(ctx, who, amount, preservation);
  storage.TotalIssuance.mutate(ctx, (issuance) => (issuance > amount ? issuance - amount : 0n));
}

/** `increase`, with the event `Deposit`. */
export function deposit(ctx: Context, who: AccountId, amount: bigint): void {
  if (amount === 0n) return;
  increase(ctx, who, amount);
  ctx.emit(events.make.Deposit({ who, amount }));
}

/** `decrease`, with the event `Withdraw`. */
export function withdraw(
  ctx: Context,
  who: AccountId,
  amount: bigint,
  preservation: Preservation = "expendable",
): void {
  if (amount === 0n) return;
  decrease(ctx, who, amount, preservation);
  ctx.emit(events.make.Withdraw({ who, amount }));
}

/** Moves rao from one account to another, with the event `Transfer`. @throws as `increase` and `decrease` do. */
export function transfer(
  ctx: Context,
  from: AccountId,
  to: AccountId,
  amount: bigint,
  preservation: Preservation = "expendable",
): void {
  checkWithdrawal(ctx, from, amount, preservation);
  checkDeposit(ctx, to, amount);
  if (from !== to && amount > 0n) {
    takeFromAccount(ctx, from, amount, preservation);
    addToAccount(ctx, to, amount);
  }
  ctx.emit(events.make.Transfer({ from, to, amount }));
}

function checkDeposit(at: Readable, who: AccountId, amount: bigint): void {
  if (balanceOf(at, who).free + amount < EXISTENTIAL_DEPOSIT) fail({ type: "Token", value: { type: "BelowMinimum" } });
}

function checkWithdrawal(at: Readable, who: AccountId, amount: bigint, preservation: Preservation): void {
  const { free, frozen } = balanceOf(at, who);
  ensure(free >= amount, { type: "Token", value: { type: "FundsUnavailable" } });
  ensure(free - amount >= frozen, { type: "Token", value: { type: "Frozen" } });
  const remains = preservation === "expendable" || free - amount >= EXISTENTIAL_DEPOSIT;
  ensure(remains, { type: "Token", value: { type: "NotExpendable" } });
}

function addToAccount(ctx: Context, who: AccountId, amount: bigint): void {
  checkDeposit(ctx, who, amount);
  const { free, reserved } = balanceOf(ctx, who);
  if (free === 0n && reserved === 0n) {
    addProvider(ctx, who);
    ctx.emit(events.make.Endowed({ account: who, free_balance: amount }));
  }
  setFree(ctx, who, free + amount);
}

function takeFromAccount(ctx: Context, who: AccountId, amount: bigint, preservation: Preservation): void {
  checkWithdrawal(ctx, who, amount, preservation);
  const { free, reserved } = balanceOf(ctx, who);
  const left = free - amount;
  const survives = left + reserved >= EXISTENTIAL_DEPOSIT;
  setFree(ctx, who, survives ? left : 0n);
  if (survives) return;
  removeProvider(ctx, who);
  if (left === 0n) return;
  storage.TotalIssuance.mutate(ctx, (issuance) => issuance - left);
  ctx.emit(events.make.DustLost({ account: who, amount: left }));
}

function setFree(ctx: Context, who: AccountId, free: bigint): void {
  system.Account.mutate(ctx, who, (account) => ({ ...account, data: { ...account.data, free } }));
}
