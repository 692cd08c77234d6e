import { concatBytes, toHex } from "@taostack/primitives";
import { type Context, ensure, fail, type Readable } from "../../frame/index.js";
import { type AccountId, u32 } from "../../scale/index.js";
import { freeBalance, transfer } from "../balances/ledger.js";
import { type CrowdloanInfo, errors, limits, storage } from "./declarations.js";

/** The account that holds what a crowdloan has raised. */
export function fundsAccount(id: number): AccountId {
  const account = new Uint8Array(32);
  account.set(concatBytes(new TextEncoder().encode("modlbt/cloan"), u32.encode(id)));
  return toHex(account);
}

export const loanOf = (at: Readable, id: number): CrowdloanInfo =>
  storage.Crowdloans.get(at, id) ?? fail(errors.InvalidCrowdloanId);

/** The crowdloan, for what only its creator may do, and only before it is finalized. */
export function ownLoan(at: Readable, id: number, who: AccountId): CrowdloanInfo {
  const loan = loanOf(at, id);
  ensure(!loan.finalized, errors.AlreadyFinalized);
  ensure(loan.creator === who, errors.InvalidOrigin);
  return loan;
}

export function checkEnd(now: number, end: number): void {
  ensure(now < end, errors.CannotEndInPast);
  ensure(end - now >= limits.shortest, errors.BlockDurationTooShort);
  ensure(end - now <= limits.longest, errors.BlockDurationTooLong);
}

export function pay(ctx: Context, from: AccountId, to: AccountId, amount: bigint): void {
  ensure(freeBalance(ctx, from) >= amount, errors.InsufficientBalance);
  if (amount > 0n) transfer(ctx, from, to, amount);
}
