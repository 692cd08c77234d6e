import { CodedError } from "@taostack/primitives";
import type { Hash } from "../scale/index.js";

export type ClientErrorData =
  /** `error` is the chain's name for it, such as `SubtensorModule.NotEnoughBalanceToStake`. The fee was paid. */
  | { readonly code: "localnet/call_failed"; readonly call: string; readonly error: string; readonly hash: Hash }
  | { readonly code: "localnet/not_included"; readonly call: string; readonly status: string }
  | { readonly code: "localnet/unknown_name"; readonly name: string };

export const callFailed = (call: string, error: string, hash: Hash): CodedError<ClientErrorData> =>
  new CodedError({ code: "localnet/call_failed", call, error, hash }, `${call} failed: ${error}.`);

export const notIncluded = (call: string, status: string): CodedError<ClientErrorData> =>
  new CodedError({ code: "localnet/not_included", call, status }, `${call} came into no block: ${status}.`, {
    remedy: "Send it again; a block before it may have changed what it needs.",
  });

export const unknownName = (name: string): CodedError<ClientErrorData> =>
  new CodedError({ code: "localnet/unknown_name", name }, `The runtime has no ${name}.`, {
    remedy: "COVERAGE.md lists what there is.",
  });
