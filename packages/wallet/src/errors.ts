import { CodedError, type CodedErrorOptions } from "@taostack/primitives";

export type WalletErrorData =
  | { readonly code: "wallet/bad_mnemonic"; readonly reason: string }
  | { readonly code: "wallet/bad_seed" }
  | { readonly code: "wallet/bad_uri" }
  | { readonly code: "wallet/bad_name"; readonly name: string }
  | { readonly code: "wallet/bad_message" }
  | { readonly code: "wallet/not_found"; readonly path: string }
  | { readonly code: "wallet/exists"; readonly path: string }
  | { readonly code: "wallet/corrupt"; readonly path: string; readonly reason: string }
  | { readonly code: "wallet/password_needed"; readonly path: string }
  | { readonly code: "wallet/wrong_password"; readonly path: string }
  | { readonly code: "wallet/unsupported_format"; readonly path: string; readonly format: string }
  | { readonly code: "wallet/watch_only"; readonly path: string }
  /** `reason` is the system's code, such as EACCES. */
  | { readonly code: "wallet/unreadable"; readonly path: string; readonly reason: string }
  | { readonly code: "wallet/unwritable"; readonly path: string; readonly reason: string }
  | { readonly code: "wallet/password_file"; readonly path: string; readonly reason: string }
  | { readonly code: "wallet/weak_password"; readonly reason: string }
  | { readonly code: "wallet/no_extension"; readonly found: readonly string[] }
  | { readonly code: "wallet/extension_refused"; readonly extension: string };

export type WalletErrorCode = WalletErrorData["code"];

export const walletError = (data: WalletErrorData, message: string, options?: CodedErrorOptions) =>
  new CodedError<WalletErrorData>(data, message, options);
