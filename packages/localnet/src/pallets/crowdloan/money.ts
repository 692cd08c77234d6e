import { type Context, ensure, fail } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { removeProvider } from "../system/accounts.js";
import { errors, events, limits, storage } from "./declarations.js";
import { loanOf, ownLoan, pay } from "./loans.js";

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Gives to a crowdloan, at most what is left up to its cap and to what one account may give. */
export function contribute(ctx: Context, id: number, contributor: AccountId, offered: bigint): void {
  const loan = loanOf(ctx, id);
  ensure(ctx.blockNumber < loan.end, errors.ContributionPeriodEnded);
  ensure(loan.raised < loan.cap, errors.CapRaised);
  ensure(offered >= loan.min_contribution, errors.ContributionTooLow);
  const given = storage.Contributions.get(ctx, id, contributor);
  ensure(given !== undefined || loan.contributors_count < limits.contributors, errors.MaxContributorsReached);
  const most = storage.MaxContributions.get(ctx, id);
  ensure(most === undefined || (given ?? 0n) < most, errors.MaxContributionReached);
  const room = most === undefined ? offered : most - (given ?? 0n);
  const amount = smaller(smaller(offered, loan.cap - loan.raised), room);
  pay(ctx, contributor, loan.funds_account, amount);
  storage.Contributions.put(ctx, id, contributor, (given ?? 0n) + amount);
  const contributors_count = loan.contributors_count + (given === undefined ? 1 : 0);
  storage.Crowdloans.put(ctx, id, { ...loan, raised: loan.raised + amount, contributors_count });
  ctx.emit(events.make.Contributed({ crowdloan_id: id, contributor, amount }));
}

/** Takes a contribution back; the creator's deposit stays. */
export function withdraw(ctx: Context, id: number, who: AccountId): void {
  const loan = loanOf(ctx, id);
  ensure(!loan.finalized, errors.AlreadyFinalized);
  const given = storage.Contributions.get(ctx, id, who) ?? 0n;
  ensure(given > 0n, errors.NoContribution);
  const isCreator = who === loan.creator;
  const amount = isCreator ? given - smaller(loan.deposit, given) : given;
  ensure(amount > 0n, errors.DepositCannotBeWithdrawn);
  if (isCreator) storage.Contributions.put(ctx, id, who, loan.deposit);
  else storage.Contributions.remove(ctx, id, who);
  pay(ctx, loan.funds_account, who, amount);
  const contributors_count = loan.contributors_count - (isCreator ? 0 : 1);
  storage.Crowdloans.put(ctx, id, { ...loan, raised: loan.raised - amount, contributors_count });
  ctx.emit(events.make.Withdrew({ crowdloan_id: id, contributor: who, amount }));
}

/** Pays contributors back, so many in one call. */
export function refund(ctx: Context, id: number, who: AccountId): void {
  const loan = ownLoan(ctx, id, who);
  const contributions = storage.Contributions.entries(ctx, id).filter(([[, account]]) => account !== loan.creator);
  const refunded = contributions.slice(0, limits.refunds);
  let { raised } = loan;
  for (const [[, contributor], amount] of refunded) {
    pay(ctx, loan.funds_account, contributor, amount);
    storage.Contributions.remove(ctx, id, contributor);
    raised -= amount;
  }
  storage.Crowdloans.put(ctx, id, { ...loan, raised, contributors_count: loan.contributors_count - refunded.length });
  const { AllRefunded, PartiallyRefunded } = events.make;
  const all = refunded.length === contributions.length;
  ctx.emit(all ? AllRefunded({ crowdloan_id: id }) : PartiallyRefunded({ crowdloan_id: id }));
}

/** Ends a crowdloan to which nobody but its creator contributes any more. */
export function dissolve(ctx: Context, id: number, who: AccountId): void {
  const loan = ownLoan(ctx, id, who);
  const given = storage.Contributions.get(ctx, id, who) ?? fail(errors.NoContribution);
  ensure(given === loan.raised, errors.NotReadyToDissolve);
  pay(ctx, loan.funds_account, who, given);
  storage.Contributions.remove(ctx, id, who);
  storage.MaxContributions.remove(ctx, id);
  removeProvider(ctx, loan.funds_account);
  storage.Crowdloans.remove(ctx, id);
  ctx.emit(events.make.Dissolved({ crowdloan_id: id }));
}
