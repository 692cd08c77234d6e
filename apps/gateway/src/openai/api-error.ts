import { type CodedError, isCodedError } from "@taostack/primitives";
import { type GatewayErrorCode, gatewayError } from "../errors.js";

/** What OpenAI's clients expect in the body of a failed request, and as an event in the middle of a stream. */
export interface ApiErrorBody {
  readonly error: {
    /** What happened and why, then what to do. */
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    /** The part of our code after the slash: `model_not_found`. */
    readonly code: string;
  };
}

export interface ApiError {
  readonly status: number;
  readonly body: ApiErrorBody;
  readonly retryAfterSeconds?: number;
}

interface HttpShape {
  readonly status: number;
  readonly type: string;
  readonly retryAfterSeconds?: number;
}

const refused = (status: number): HttpShape => ({ status, type: "invalid_request_error" });
const busy = (status: number, type: string): HttpShape => ({ status, type, retryAfterSeconds: 1 });

/** One row for each code. Codes of other packages, and those that only a start can meet, show as `internal_error`. */
const codeToHttp: Partial<Record<GatewayErrorCode, HttpShape>> = {
  "gateway/invalid_request": refused(400),
  "gateway/unsupported_parameter": refused(400),
  "gateway/empty_prompt": refused(400),
  "gateway/invalid_api_key": refused(401),
  "gateway/not_local": refused(403),
  "gateway/operation_writes": refused(403),
  "gateway/model_not_found": refused(404),
  "gateway/commodity_not_served": refused(404),
  "gateway/not_found": refused(404),
  "gateway/body_too_large": refused(413),
  "gateway/rate_limited": busy(429, "rate_limit_error"),
  "gateway/too_many_at_once": busy(429, "rate_limit_error"),
  "gateway/overloaded": busy(429, "overloaded_error"),
  "gateway/answer_interrupted": { status: 502, type: "server_error" },
  "gateway/chain_refused": { status: 502, type: "server_error" },
  "gateway/no_validator": { status: 503, type: "server_error", retryAfterSeconds: 5 },
  "gateway/no_miner": { status: 503, type: "server_error", retryAfterSeconds: 5 },
  "gateway/chain_unavailable": { status: 503, type: "server_error", retryAfterSeconds: 5 },
  "gateway/stopping": busy(503, "server_error"),
  "gateway/timeout": { status: 504, type: "server_error" },
};

/** The HTTP face of any error. What is not ours to tell comes out as a 500 without inner text. */
export function toApiError(error: unknown): ApiError {
  const known = isCodedError(error) ? error : fromFastify(error);
  const shape = known && codeToHttp[known.code as GatewayErrorCode];
  if (!known || !shape) return internalError;
  const data = known.data as { readonly param?: string | null; readonly retryAfterMs?: number };
  const retryAfterSeconds =
    data.retryAfterMs === undefined ? shape.retryAfterSeconds : Math.max(1, Math.ceil(data.retryAfterMs / 1_000));
  const message = [known.message, known.remedy].filter(Boolean).join(" ");
  const code = known.code.slice(known.code.indexOf("/") + 1);
  return {
    status: shape.status,
    body: { error: { message, type: shape.type, param: data.param ?? null, code } },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

const internalError: ApiError = {
  status: 500,
  body: {
    error: {
      message:
        "The gateway failed to answer because of a fault of its own. Try again; if it stays, tell the operator the request id.",
      type: "server_error",
      param: null,
      code: "internal_error",
    },
  },
};

/** Fastify's own refusals (broken JSON, wrong media type, …) are 4xx with a message that is safe to show. */
function fromFastify(error: unknown): CodedError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { statusCode = 500 } = error as Error & { readonly statusCode?: number };
  if (statusCode < 400 || statusCode >= 500) return undefined;
  return gatewayError({ code: "gateway/invalid_request", param: null }, `${error.message.replace(/\.$/, "")}.`, {
    remedy: "Send a JSON object with the content type application/json.",
  });
}
