import {
  type Context,
  call,
  DispatchFailure,
  type DispatchInfo,
  ensure,
  ensureSigned,
  fail,
  type RuntimeCall,
  signedBy,
} from "../../frame/index.js";
import { type AccountId, accountId, compact, option, type ScaleType, u32, u64 } from "../../scale/index.js";
import { addProvider } from "../system/accounts.js";
import { errors, events, limits, storage } from "./declarations.js";
import { checkEnd, fundsAccount, loanOf, pay } from "./loans.js";
import { contribute, dissolve, refund, withdraw } from "./money.js";
import { updateCalls } from "./updates.js";

/** Longer calls would be kept by the Preimage pallet, which this chain does not have. */
const MAX_CALL_BYTES = 128;
const crowdloan_id = compact(u32);

interface Terms {
  readonly deposit: bigint;
  readonly min_contribution: bigint;
  readonly cap: bigint;
  readonly end: number;
  readonly call: RuntimeCall | undefined;
  readonly target_address: AccountId | undefined;
}

function checkTerms(ctx: Context, { deposit, min_contribution, cap, end, call, target_address }: Terms): void {
  ensure(deposit >= limits.deposit, errors.DepositTooLow);
  ensure(cap > deposit, errors.CapTooLow);
  ensure(min_contribution >= limits.contribution, errors.MinimumContributionTooLow);
  checkEnd(ctx.blockNumber, end);
  ensure((call === undefined) !== (target_address === undefined), errors.InvalidFinalizationConfig);
}

function open(ctx: Context, creator: AccountId, terms: Terms, encoded: Uint8Array | undefined): void {
  checkTerms(ctx, terms);
  ensure(encoded === undefined || encoded.length <= MAX_CALL_BYTES, errors.CallUnavailable);
  const id = storage.NextCrowdloanId.get(ctx);
  storage.NextCrowdloanId.put(ctx, id + 1);
  const { deposit, min_contribution, cap, end, target_address } = terms;
  const funds_account = fundsAccount(id);
  addProvider(ctx, funds_account);
  storage.Crowdloans.put(ctx, id, {
    creator,
    deposit,
    min_contribution,
    end,
    cap,
    funds_account,
    raised: deposit,
    target_address,
    call: encoded && { type: "Inline", value: encoded },
    finalized: false,
    contributors_count: 1,
  });
  pay(ctx, creator, funds_account, deposit);
  storage.Contributions.put(ctx, id, creator, deposit);
  ctx.emit(events.make.Created({ crowdloan_id: id, creator, end, cap }));
}

function finalize(ctx: Context, id: number, who: AccountId, runtimeCall: ScaleType<RuntimeCall>): void {
  const loan = loanOf(ctx, id);
  ensure(loan.creator === who, errors.InvalidOrigin);
  ensure(loan.raised === loan.cap, errors.CapNotRaised);
  ensure(!loan.finalized, errors.AlreadyFinalized);
  storage.Crowdloans.put(ctx, id, { ...loan, finalized: true });
  if (loan.target_address !== undefined) pay(ctx, loan.funds_account, loan.target_address, loan.raised);
  if (loan.call !== undefined) {
    if (loan.call.type !== "Inline") fail(errors.CallUnavailable);
    storage.CurrentCrowdloanId.put(ctx, id);
    const { result } = ctx.dispatch(runtimeCall.decode(loan.call.value), signedBy(who));
    if (result.type === "Err") throw new DispatchFailure(result.value, "the crowdloan's call failed");
    storage.CurrentCrowdloanId.remove(ctx);
  }
  ctx.emit(events.make.Finalized({ crowdloan_id: id }));
}

export function createCalls(runtimeCall: ScaleType<RuntimeCall>) {
  const create = call({
    index: 0,
    args: {
      deposit: compact(u64),
      min_contribution: compact(u64),
      cap: compact(u64),
      end: compact(u32),
      call: option(runtimeCall),
      target_address: option(accountId),
    },
    docs: "Opens a crowdloan: once the cap is raised, it pays a target or makes a call of its creator's.",
    info(args, infoOf): Partial<DispatchInfo> {
      const inner = args.call === undefined ? 0n : infoOf(args.call).refTime;
      return { refTime: 634_829_000n + inner };
    },
    dispatch(ctx, terms) {
      open(ctx, ensureSigned(ctx), terms, terms.call && runtimeCall.encode(terms.call));
    },
  });

  return {
    create,
    contribute: call({
      index: 1,
      args: { crowdloan_id, amount: compact(u64) },
      docs: "Gives TAO (rao) to a crowdloan, at most what is left up to its cap.",
      weight: 591_609_000,
      dispatch: (ctx, { crowdloan_id: id, amount }) => contribute(ctx, id, ensureSigned(ctx), amount),
    }),
    withdraw: call({
      index: 2,
      args: { crowdloan_id },
      docs: "Takes an own contribution back, before the crowdloan is finalized.",
      weight: 560_259_000,
      dispatch: (ctx, { crowdloan_id: id }) => withdraw(ctx, id, ensureSigned(ctx)),
    }),
    finalize: call({
      index: 3,
      args: { crowdloan_id },
      docs: "The creator ends a crowdloan that has raised its cap.",
      weight: 331_507_000,
      dispatch: (ctx, { crowdloan_id: id }) => finalize(ctx, id, ensureSigned(ctx), runtimeCall),
    }),
    refund: call({
      index: 4,
      args: { crowdloan_id },
      docs: "The creator pays contributors back, up to fifty in a call.",
      weight: 14_635_865_650,
      dispatch: (ctx, { crowdloan_id: id }) => refund(ctx, id, ensureSigned(ctx)),
    }),
    dissolve: call({
      index: 5,
      args: { crowdloan_id },
      docs: "The creator removes a crowdloan to which nobody else contributes, and gets the deposit back.",
      weight: 666_939_000,
      dispatch: (ctx, { crowdloan_id: id }) => dissolve(ctx, id, ensureSigned(ctx)),
    }),
    ...updateCalls,
  };
}
