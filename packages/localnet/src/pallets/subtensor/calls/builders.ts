import {
  type CallSpec,
  type Context,
  call,
  ensureSigned,
  type PostDispatchInfo,
  type ReadContext,
} from "../../../frame/index.js";
import type { AccountId, FieldTypes, FieldValues } from "../../../scale/index.js";
import { refuseUnless } from "../validity.js";

type Common<A extends FieldTypes> = Omit<CallSpec<A>, "dispatch" | "validate">;

interface SignedCall<A extends FieldTypes> extends Common<A> {
  // biome-ignore lint/suspicious/noConfusingVoidType: most calls return nothing.
  run(ctx: Context, signer: AccountId, args: FieldValues<A>): PostDispatchInfo | void;
}

/** A call that an account signs. */
export const signedCall = <const A extends FieldTypes>({ run, ...spec }: SignedCall<A>): CallSpec<A> =>
  call<A>({ ...spec, dispatch: (ctx, args) => run(ctx, ensureSigned(ctx), args) });

interface GuardedCall<A extends FieldTypes> extends SignedCall<A> {
  /** Throws the pallet's errors. */
  check(at: ReadContext, signer: AccountId, args: FieldValues<A>): void;
}

/**
 * A signed call with checks that run twice: before the pool takes the transaction, where an error becomes a refusal by
 * number, and before the call runs, also inside of batches and proxies.
 */
export const guardedCall = <const A extends FieldTypes>({ check, run, ...spec }: GuardedCall<A>): CallSpec<A> =>
  call<A>({
    ...spec,
    validate: (ctx, args) => refuseUnless(() => check(ctx, ctx.signer, args)),
    dispatch(ctx, args) {
      const signer = ensureSigned(ctx);
      check(ctx, signer, args);
      return run(ctx, signer, args);
    },
  });
