import { CodedError, type CodedErrorOptions } from "@taostack/primitives";

export type PolicyErrorData =
  | { readonly code: "policy/call_not_allowed"; readonly call: string }
  | {
      readonly code: "policy/netuid_not_allowed";
      readonly netuid: number | undefined;
      readonly allowed: readonly number[];
    }
  | { readonly code: "policy/destination_not_allowed"; readonly destination: string }
  | { readonly code: "policy/over_call_limit"; readonly amount: bigint; readonly limit: bigint }
  | { readonly code: "policy/over_day_limit"; readonly amount: bigint; readonly spent: bigint; readonly limit: bigint }
  | { readonly code: "policy/unknown_message" }
  | { readonly code: "policy/ledger_damaged"; readonly path: string };

export const policyError = <D extends PolicyErrorData>(data: D, message: string, options?: CodedErrorOptions) =>
  new CodedError<D>(data, message, options);
