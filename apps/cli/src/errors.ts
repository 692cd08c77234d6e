import { CodedError, type CodedErrorOptions } from "@taostack/primitives";

export type CliErrorData =
  | { readonly code: "cli/invalid_argument"; readonly argument: string }
  | { readonly code: "cli/empty_prompt" }
  | { readonly code: "cli/not_confirmed" }
  | { readonly code: "cli/no_password" }
  | { readonly code: "cli/passwords_differ" }
  | { readonly code: "cli/no_mnemonic" }
  | { readonly code: "cli/unknown_account"; readonly given: string }
  | { readonly code: "cli/insufficient_funds"; readonly free: bigint; readonly amount: bigint }
  | { readonly code: "cli/insufficient_stake"; readonly held: bigint; readonly amount: bigint }
  | { readonly code: "cli/no_quote"; readonly netuid: number }
  | { readonly code: "cli/not_signed"; readonly address: string }
  | { readonly code: "cli/nothing_found" }
  | { readonly code: "cli/bad_config"; readonly path: string; readonly setting?: string }
  | { readonly code: "cli/no_config_folder" }
  | { readonly code: "cli/not_well"; readonly failed: number }
  | { readonly code: "cli/no_gateway" }
  | { readonly code: "cli/no_api_key"; readonly url: string }
  | { readonly code: "cli/gateway_unreachable"; readonly url: string }
  | { readonly code: "cli/answer_incomplete"; readonly url: string };

export const cliError = <D extends CliErrorData>(data: D, message: string, remedy?: string, cause?: unknown) =>
  new CodedError<D>(data, message, options(remedy, cause));

const options = (remedy: string | undefined, cause: unknown): CodedErrorOptions => ({
  ...(remedy === undefined ? {} : { remedy }),
  ...(cause === undefined ? {} : { cause }),
});

/** @param argument - As the user knows it: `--netuid`, `amount`. */
export const invalidArgument = (argument: string, text: string, remedy: string) =>
  cliError({ code: "cli/invalid_argument", argument }, `${argument} is "${text}".`, remedy);
