import type { AccountId, DispatchError, Hash } from "../scale/index.js";
import type { RuntimeCall } from "./calls.js";
import { fail } from "./errors.js";
import type { RuntimeEvent } from "./events.js";
import type { State, StateReader } from "./state.js";

export type Origin =
  | { readonly type: "Root" }
  | {
      readonly type: "Signed";
      readonly account: AccountId;
      /** The calls that may be made in the account's name, at any depth; all of them if absent. */
      readonly allows?: (call: RuntimeCall) => boolean;
    }
  | { readonly type: "None" };

export const signedBy = (account: AccountId): Origin => ({ type: "Signed", account });
export const rootOrigin: Origin = { type: "Root" };
export const noOrigin: Origin = { type: "None" };

/** What a runtime API and a check may use: the state of one block, read-only. */
export interface ReadContext {
  readonly state: StateReader;
  /** In a call or hook, the block that is being built. In a runtime API, the block that was asked about. */
  readonly blockNumber: number;
  /** The chain's clock in milliseconds since 1970. */
  readonly now: number;
}

/** A runtime API also knows which block it was asked about. */
export interface ApiContext extends ReadContext {
  readonly blockHash: Hash;
}

export type DispatchResult =
  | { readonly type: "Ok"; readonly value: undefined }
  | { readonly type: "Err"; readonly value: DispatchError };

/** What hooks and calls may use. */
export interface Context extends ReadContext {
  readonly state: State;
  readonly origin: Origin;
  /** The account that the fees of this block go to. */
  readonly author: AccountId;
  readonly extrinsicIndex: number | undefined;
  emit(event: RuntimeEvent): void;
  /** Runs `work` and undoes all it wrote and emitted if it throws; the error passes on. */
  transactional<T>(work: () => T): T;
  /** Dispatches an inner call with its own layer of storage. Never throws for a failing call. */
  dispatch(call: RuntimeCall, origin: Origin): DispatchOutcome;
  /** The same context seen from another origin. */
  as(origin: Origin): Context;
}

export interface DispatchOutcome {
  readonly result: DispatchResult;
  readonly refTime: bigint;
  readonly paysFee: boolean;
}

/** The signer. @throws BadOrigin for root and unsigned calls. */
export function ensureSigned({ origin }: Pick<Context, "origin">): AccountId {
  if (origin.type !== "Signed") return fail({ type: "BadOrigin" });
  return origin.account;
}

/** @throws BadOrigin unless the call comes from root. */
export function ensureRoot({ origin }: Pick<Context, "origin">): void {
  if (origin.type !== "Root") fail({ type: "BadOrigin" });
}

/** @throws BadOrigin unless the call was not signed, as inherents are. */
export function ensureNone({ origin }: Pick<Context, "origin">): void {
  if (origin.type !== "None") fail({ type: "BadOrigin" });
}
