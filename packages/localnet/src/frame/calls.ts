import type { AccountId, Era, FieldTypes, FieldValues } from "../scale/index.js";
import type { Context, ReadContext } from "./context.js";

/** A call as a value: `{ type: "Balances", value: { type: "transfer_keep_alive", value: { dest, value } } }`. */
export interface RuntimeCall {
  readonly type: string;
  readonly value: { readonly type: string; readonly value: Readonly<Record<string, unknown>> };
}

export type DispatchClass = "Normal" | "Operational" | "Mandatory";

/** What a call costs before it runs. */
export interface DispatchInfo {
  /** Picoseconds of execution. */
  readonly refTime: bigint;
  readonly proofSize: bigint;
  readonly class: DispatchClass;
  readonly paysFee: boolean;
}

/** What a call found out while it ran; absent parts stay as declared. */
export interface PostDispatchInfo {
  readonly actualRefTime?: bigint;
  readonly paysFee?: boolean;
}

export interface ValidationContext extends ReadContext {
  readonly signer: AccountId;
  /** How long the transaction may wait; absent for one that is immortal. */
  readonly era?: Era;
}

export interface CallSpec<A extends FieldTypes> {
  readonly index: number;
  readonly args: A;
  readonly docs?: string | readonly string[];
  /** Ref time in picoseconds; 0 if not declared. */
  readonly weight?: number;
  readonly proofSize?: number;
  readonly class?: DispatchClass;
  /** False for the calls that anyone may send for nothing. True if not declared. */
  readonly paysFee?: boolean;
  /** Ref time that the chain's transaction extensions add for this call. */
  readonly extensionWeight?: number;
  /** For calls that carry calls: what they cost, given what the inner ones do. Wins over the fields above. */
  info?(args: FieldValues<A>, infoOf: (call: RuntimeCall) => DispatchInfo): Partial<DispatchInfo>;
  /** Checked before the pool takes the transaction and again before it runs; `refuse(code)` turns it away unpaid. */
  validate?(ctx: ValidationContext, args: FieldValues<A>): void;
  /** Runs in its own layer of storage: whatever it throws leaves no trace. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most calls return nothing.
  dispatch(ctx: Context, args: FieldValues<A>): PostDispatchInfo | void;
}

export type AnyCall = CallSpec<FieldTypes>;

/** Declares a call; the types of `args` reach `dispatch`. */
export const call = <const A extends FieldTypes>(spec: CallSpec<A>): CallSpec<A> => spec;
