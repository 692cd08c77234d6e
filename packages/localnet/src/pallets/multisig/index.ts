import { blake2b } from "@noble/hashes/blake2.js";
import {
  call,
  constant,
  DispatchFailure,
  type DispatchInfo,
  definePallet,
  ensureSigned,
  type RuntimeCall,
} from "../../frame/index.js";
import { accountId, option, type ScaleType, u16, u32, u64, vec, weight } from "../../scale/index.js";
import { adjustReserve } from "../balances/reserves.js";
import {
  callHash,
  DEPOSIT_BASE,
  DEPOSIT_FACTOR,
  errors,
  events,
  MAX_SIGNATORIES,
  pallet,
  storage,
  timepoint,
} from "./declarations.js";
import { approve, cancel, depositOf, ownOperation } from "./operations.js";
import { allSignatories, multisigAccount } from "./signatories.js";

const group = { threshold: u16, other_signatories: vec(accountId) };
const APPROVAL_REF_TIME = 50_000_000;

const aroundCall = (args: { call: RuntimeCall }, infoOf: (call: RuntimeCall) => DispatchInfo): DispatchInfo => {
  const inner = infoOf(args.call);
  return { ...inner, refTime: inner.refTime + BigInt(APPROVAL_REF_TIME) };
};

const approve_as_multi = call({
  index: 2,
  args: { ...group, maybe_timepoint: option(timepoint), call_hash: callHash, max_weight: weight },
  docs: "Approves a call of the group by its hash.",
  weight: APPROVAL_REF_TIME,
  dispatch(ctx, { threshold, other_signatories: others, maybe_timepoint: since, call_hash: hash }) {
    approve(ctx, { who: ensureSigned(ctx), others, threshold, hash, since });
  },
});

const cancel_as_multi = call({
  index: 3,
  args: { ...group, timepoint, call_hash: callHash },
  docs: "Ends an operation that the signer began.",
  weight: APPROVAL_REF_TIME,
  dispatch(ctx, { threshold, other_signatories: others, timepoint: since, call_hash: hash }) {
    cancel(ctx, { who: ensureSigned(ctx), others, threshold, hash, since }, since);
  },
});

const poke_deposit = call({
  index: 4,
  args: { ...group, call_hash: callHash },
  docs: "Brings the deposit of an own operation up to date. Free if that changes it.",
  weight: APPROVAL_REF_TIME,
  dispatch(ctx, { threshold, other_signatories: others, call_hash: hash }) {
    const who = ensureSigned(ctx);
    const { multisig, open } = ownOperation(ctx, { who, others, threshold, hash, since: undefined });
    const deposit = depositOf(threshold);
    if (deposit === open.deposit) return {};
    adjustReserve(ctx, who, open.deposit, deposit);
    storage.Multisigs.put(ctx, multisig, hash, { ...open, deposit });
    ctx.emit(events.make.DepositPoked({ who, call_hash: hash, old_deposit: open.deposit, new_deposit: deposit }));
    return { paysFee: false };
  },
});

function createRunningCalls(runtimeCall: ScaleType<RuntimeCall>) {
  const as_multi_threshold_1 = call({
    index: 0,
    args: { other_signatories: vec(accountId), call: runtimeCall },
    docs: "Runs a call from the account of a group of which any one member suffices.",
    info: aroundCall,
    dispatch(ctx, args) {
      const account = multisigAccount(allSignatories(ensureSigned(ctx), args.other_signatories), 1);
      const { result } = ctx.dispatch(args.call, { type: "Signed", account });
      if (result.type === "Err") throw new DispatchFailure(result.value, "the inner call failed");
    },
  });

  const as_multi = call({
    index: 1,
    args: { ...group, maybe_timepoint: option(timepoint), call: runtimeCall, max_weight: weight },
    docs: "Approves a call of the group, and runs it once enough have.",
    info: aroundCall,
    dispatch(ctx, { threshold, other_signatories: others, maybe_timepoint: since, call: inner }) {
      const hash = blake2b(runtimeCall.encode(inner), { dkLen: 32 });
      approve(ctx, { who: ensureSigned(ctx), others, threshold, hash, since }, inner);
    },
  });

  return { as_multi_threshold_1, as_multi };
}

/** Accounts of groups: a call runs once so many of the group have approved it. */
export const createMultisig = (runtimeCall: ScaleType<RuntimeCall>) =>
  definePallet({
    ...pallet,
    storage,
    events,
    errors,
    calls: { ...createRunningCalls(runtimeCall), approve_as_multi, cancel_as_multi, poke_deposit },
    constants: {
      DepositBase: constant(u64, DEPOSIT_BASE, ["Rao for beginning an operation."]),
      DepositFactor: constant(u64, DEPOSIT_FACTOR, ["Rao for each approval that it needs."]),
      MaxSignatories: constant(u32, MAX_SIGNATORIES),
    },
  });
