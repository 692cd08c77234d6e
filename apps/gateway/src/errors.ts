import { CodedError, type CodedErrorOptions, isCodedError } from "@taostack/primitives";

/** Every way in which the gateway fails, each with its data. `codeToHttp` in `openai/api-error.ts` says how clients see it. */
export type GatewayErrorData =
  | { readonly code: "gateway/invalid_request"; readonly param: string | null }
  | { readonly code: "gateway/unsupported_parameter"; readonly param: string }
  | { readonly code: "gateway/empty_prompt"; readonly param: "messages" }
  | { readonly code: "gateway/body_too_large"; readonly limitBytes: number }
  | { readonly code: "gateway/invalid_api_key" }
  | { readonly code: "gateway/model_not_found"; readonly model: string; readonly models: readonly string[] }
  | { readonly code: "gateway/commodity_not_served"; readonly commodity: string }
  | { readonly code: "gateway/not_found"; readonly path: string }
  | { readonly code: "gateway/not_local" }
  | { readonly code: "gateway/rate_limited"; readonly retryAfterMs: number }
  | { readonly code: "gateway/too_many_at_once"; readonly limit: number }
  | { readonly code: "gateway/overloaded" }
  | { readonly code: "gateway/no_validator"; readonly netuid: number; readonly tried: number }
  | { readonly code: "gateway/no_miner"; readonly netuid: number }
  | { readonly code: "gateway/chain_unavailable" }
  | { readonly code: "gateway/chain_refused" }
  | { readonly code: "gateway/operation_writes"; readonly operation: string }
  | { readonly code: "gateway/timeout"; readonly timeoutMs: number }
  | { readonly code: "gateway/answer_interrupted" }
  | { readonly code: "gateway/stopping" }
  | { readonly code: "gateway/port_in_use"; readonly port: number }
  | { readonly code: "gateway/invalid_market"; readonly value: string }
  | { readonly code: "gateway/database_unusable"; readonly path: string };

export type GatewayErrorCode = GatewayErrorData["code"];

export const gatewayError = <C extends GatewayErrorCode>(
  data: Extract<GatewayErrorData, { code: C }>,
  message: string,
  options?: CodedErrorOptions,
): CodedError<Extract<GatewayErrorData, { code: C }>> => new CodedError(data, message, options);

/** Narrows `error.data`: `isGatewayError(error, "gateway/timeout")`. */
export const isGatewayError = <C extends GatewayErrorCode>(
  error: unknown,
  code: C,
): error is CodedError<Extract<GatewayErrorData, { code: C }>> => isCodedError(error, code);
