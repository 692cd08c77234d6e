import {
  type Context,
  call,
  type DispatchInfo,
  definePallet,
  ensure,
  type RuntimeCall,
  rootOrigin,
  signedBy,
  TransactionRefusal,
  type ValidationContext,
} from "../../frame/index.js";
import { multiAddress, type ScaleType, weight } from "../../scale/index.js";
import { lookup } from "../lookup.js";
import { errors, events, pallet, storage } from "./declarations.js";

function ensureSudo(ctx: Context): void {
  if (ctx.origin.type === "Root") return;
  ensure(ctx.origin.type === "Signed" && ctx.origin.account === storage.Key.get(ctx), errors.RequireSudo);
}

/** Calls of this pallet by anyone but the key are turned away before they cost anything. */
function validate(ctx: ValidationContext): void {
  if (ctx.signer !== storage.Key.get(ctx)) throw new TransactionRefusal({ type: "BadSigner" });
}

const plusInner =
  (base: bigint) =>
  (args: { call: RuntimeCall }, infoOf: (call: RuntimeCall) => DispatchInfo): Partial<DispatchInfo> => {
    const { refTime, class: dispatchClass } = infoOf(args.call);
    return { refTime: refTime + base, class: dispatchClass };
  };

// What root does is not paid for.
const FREE = { paysFee: false } as const;

export function createSudo(runtimeCall: ScaleType<RuntimeCall>) {
  const sudo = call({
    index: 0,
    args: { call: runtimeCall },
    docs: "Runs a call as root.",
    info: plusInner(140_000_000n),
    validate,
    dispatch(ctx, args) {
      ensureSudo(ctx);
      ctx.emit(events.make.Sudid({ sudo_result: ctx.dispatch(args.call, rootOrigin).result }));
      return FREE;
    },
  });

  const sudo_unchecked_weight = call({
    index: 1,
    args: { call: runtimeCall, weight },
    docs: "Runs a call as root with a stated weight.",
    info: (args) => ({ refTime: args.weight.ref_time }),
    validate,
    dispatch(ctx, args) {
      ensureSudo(ctx);
      ctx.emit(events.make.Sudid({ sudo_result: ctx.dispatch(args.call, rootOrigin).result }));
      return FREE;
    },
  });

  const set_key = call({
    index: 2,
    args: { new: multiAddress },
    docs: "Names another sudo key.",
    weight: 140_000_000,
    validate,
    dispatch(ctx, args) {
      ensureSudo(ctx);
      const [old, next] = [storage.Key.get(ctx), lookup(args.new)];
      storage.Key.put(ctx, next);
      ctx.emit(events.make.KeyChanged({ old, new: next }));
      return FREE;
    },
  });

  const sudo_as = call({
    index: 3,
    args: { who: multiAddress, call: runtimeCall },
    docs: "Runs a call as some account.",
    info: plusInner(140_000_000n),
    validate,
    dispatch(ctx, args) {
      ensureSudo(ctx);
      const { result } = ctx.dispatch(args.call, signedBy(lookup(args.who)));
      ctx.emit(events.make.SudoAsDone({ sudo_result: result }));
      return FREE;
    },
  });

  const remove_key = call({
    index: 4,
    args: {},
    docs: "Removes the sudo key for good.",
    weight: 140_000_000,
    validate,
    dispatch(ctx) {
      ensureSudo(ctx);
      storage.Key.remove(ctx);
      ctx.emit(events.make.KeyRemoved());
      return FREE;
    },
  });

  return definePallet({
    ...pallet,
    storage,
    events,
    errors,
    calls: { sudo, sudo_unchecked_weight, set_key, sudo_as, remove_key },
    genesis: (ctx, config) => storage.Key.put(ctx, config.sudo),
  });
}
