import { type AnyCall, type CallSpec, call, fail } from "../frame/index.js";
import type { FieldTypes } from "../scale/index.js";
import { errors } from "./subtensor/errors.js";

/** The error's text says that the call is not implemented here. */
const refuseCall = (): never => fail(errors.CallDisabled);

/** A call that clients of the chain know, so that they can name it, but that this chain cannot carry out. */
export const notImplemented = <const A extends FieldTypes>(index: number, args: A): CallSpec<A> =>
  call<A>({
    index,
    args,
    docs: "Not implemented on this development chain: fails with CallDisabled.",
    weight: 125_000_000,
    dispatch: refuseCall,
  });

export const isImplemented = ({ dispatch }: Pick<AnyCall, "dispatch">): boolean => dispatch !== refuseCall;
