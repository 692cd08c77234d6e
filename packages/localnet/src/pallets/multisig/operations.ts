import { type Context, ensure, fail, type RuntimeCall } from "../../frame/index.js";
import type { AccountId } from "../../scale/index.js";
import { reserve, unreserve } from "../balances/reserves.js";
import {
  DEPOSIT_BASE,
  DEPOSIT_FACTOR,
  errors,
  events,
  type Multisig,
  storage,
  type Timepoint,
} from "./declarations.js";
import { allSignatories, multisigAccount } from "./signatories.js";

export interface Operation {
  readonly who: AccountId;
  readonly others: readonly AccountId[];
  readonly threshold: number;
  readonly hash: Uint8Array;
  readonly since: Timepoint | undefined;
}

export const depositOf = (threshold: number): bigint => DEPOSIT_BASE + DEPOSIT_FACTOR * BigInt(threshold);

export function accountOf({ who, others, threshold }: Operation): AccountId {
  ensure(threshold >= 2, errors.MinimumThreshold);
  return multisigAccount(allSignatories(who, others), threshold);
}

const same = (a: Timepoint, b: Timepoint): boolean => a.height === b.height && a.index === b.index;

function begin(ctx: Context, operation: Operation, multisig: AccountId): void {
  ensure(operation.since === undefined, errors.UnexpectedTimepoint);
  const { who, threshold, hash } = operation;
  const deposit = depositOf(threshold);
  reserve(ctx, who, deposit);
  const when = { height: ctx.blockNumber, index: ctx.extrinsicIndex ?? 0 };
  storage.Multisigs.put(ctx, multisig, hash, { when, deposit, depositor: who, approvals: [who] });
  ctx.emit(events.make.NewMultisig({ approving: who, multisig, call_hash: hash }));
}

/** Notes an approval. With `call`, the last one needed runs it from the group's account. */
export function approve(ctx: Context, operation: Operation, call?: RuntimeCall): void {
  const multisig = accountOf(operation);
  const { who, threshold, hash, since } = operation;
  const open = storage.Multisigs.get(ctx, multisig, hash);
  if (open === undefined) {
    begin(ctx, operation, multisig);
    return;
  }
  ensure(since !== undefined, errors.NoTimepoint);
  ensure(same(since, open.when), errors.WrongTimepoint);
  const approved = open.approvals.includes(who);
  const count = open.approvals.length + (approved ? 0 : 1);
  if (call !== undefined && count >= threshold) {
    execute(ctx, operation, multisig, open, call);
    return;
  }
  ensure(!approved, open.approvals.length >= threshold ? errors.NoApprovalsNeeded : errors.AlreadyApproved);
  ensure(open.approvals.length < threshold, errors.NoApprovalsNeeded);
  storage.Multisigs.put(ctx, multisig, hash, { ...open, approvals: [...open.approvals, who].sort() });
  ctx.emit(events.make.MultisigApproval({ approving: who, timepoint: since, multisig, call_hash: hash }));
}

function execute(ctx: Context, { who, hash }: Operation, multisig: AccountId, open: Multisig, call: RuntimeCall): void {
  storage.Multisigs.remove(ctx, multisig, hash);
  unreserve(ctx, open.depositor, open.deposit);
  const { result } = ctx.dispatch(call, { type: "Signed", account: multisig });
  ctx.emit(events.make.MultisigExecuted({ approving: who, timepoint: open.when, multisig, call_hash: hash, result }));
}

/** The operation, which only the account that began it may end. */
export function ownOperation(ctx: Context, operation: Operation): { multisig: AccountId; open: Multisig } {
  const multisig = accountOf(operation);
  const open = storage.Multisigs.get(ctx, multisig, operation.hash) ?? fail(errors.NotFound);
  ensure(open.depositor === operation.who, errors.NotOwner);
  return { multisig, open };
}

export function cancel(ctx: Context, operation: Operation, timepoint: Timepoint): void {
  const { multisig, open } = ownOperation(ctx, operation);
  ensure(same(timepoint, open.when), errors.WrongTimepoint);
  const { who, hash } = operation;
  unreserve(ctx, who, open.deposit);
  storage.Multisigs.remove(ctx, multisig, hash);
  ctx.emit(events.make.MultisigCancelled({ cancelling: who, timepoint, multisig, call_hash: hash }));
}
