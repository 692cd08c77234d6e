import {
  call,
  DispatchFailure,
  type DispatchInfo,
  type DispatchOutcome,
  ensureRoot,
  ensureSigned,
  type RuntimeCall,
  rootOrigin,
  signedBy,
} from "../../frame/index.js";
import { type ScaleType, u16, weight } from "../../scale/index.js";
import { events } from "./declarations.js";
import { derivativeAccount, originCaller, toOrigin } from "./origins.js";

function passOn({ result }: DispatchOutcome): void {
  if (result.type === "Err") throw new DispatchFailure(result.value, "the inner call failed");
}

const plus =
  (base: number) =>
  ({ call }: { call: RuntimeCall }, infoOf: (call: RuntimeCall) => DispatchInfo): DispatchInfo => {
    const inner = infoOf(call);
    return { ...inner, refTime: inner.refTime + BigInt(base) };
  };

/** The calls that run one other call under another origin, weight or condition. */
export function createDelegatedCalls(runtimeCall: ScaleType<RuntimeCall>) {
  const as_derivative = call({
    index: 1,
    args: { index: u16, call: runtimeCall },
    docs: "Runs a call from an account that is derived from the signer and an index.",
    info: plus(190_378_000),
    dispatch(ctx, args) {
      const account = derivativeAccount(ensureSigned(ctx), args.index);
      // What the signer may not do, the account derived from it may not either.
      passOn(ctx.dispatch(args.call, { ...ctx.origin, ...signedBy(account) }));
    },
  });

  const dispatch_as = call({
    index: 3,
    args: { as_origin: originCaller, call: runtimeCall },
    docs: "Root runs a call with a chosen origin.",
    info: plus(6_893_000),
    dispatch(ctx, args) {
      ensureRoot(ctx);
      const { result } = ctx.dispatch(args.call, toOrigin(args.as_origin));
      ctx.emit(events.make.DispatchedAs({ result }));
    },
  });

  const with_weight = call({
    index: 5,
    args: { call: runtimeCall, weight },
    docs: "Root runs a call with a stated weight.",
    info: (args, infoOf) => ({ ...infoOf(args.call), refTime: args.weight.ref_time }),
    dispatch(ctx, args) {
      ensureRoot(ctx);
      passOn(ctx.dispatch(args.call, rootOrigin));
    },
  });

  const if_else = call({
    index: 6,
    args: { main: runtimeCall, fallback: runtimeCall },
    docs: "Runs the main call, or the fallback if the main call fails.",
    info(args, infoOf) {
      const [main, fallback] = [infoOf(args.main), infoOf(args.fallback)];
      const paysFee = main.paysFee || fallback.paysFee;
      return { refTime: main.refTime + fallback.refTime + 71_831_000n, paysFee };
    },
    dispatch(ctx, args) {
      if (ctx.origin.type !== "Root") ensureSigned(ctx);
      const { result } = ctx.dispatch(args.main, ctx.origin);
      if (result.type === "Ok") return ctx.emit(events.make.IfElseMainSuccess());
      passOn(ctx.dispatch(args.fallback, ctx.origin));
      return ctx.emit(events.make.IfElseFallbackCalled({ main_error: result.value }));
    },
  });

  const dispatch_as_fallible = call({
    index: 7,
    args: { as_origin: originCaller, call: runtimeCall },
    docs: "Root runs a call with a chosen origin and fails if it fails.",
    info: plus(7_113_000),
    dispatch(ctx, args) {
      ensureRoot(ctx);
      const outcome = ctx.dispatch(args.call, toOrigin(args.as_origin));
      passOn(outcome);
      ctx.emit(events.make.DispatchedAs({ result: outcome.result }));
    },
  });

  return { as_derivative, dispatch_as, with_weight, if_else, dispatch_as_fallible };
}
