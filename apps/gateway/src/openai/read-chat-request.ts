import { gatewayError } from "../errors.js";
import { type ChatMessage, readMessages } from "./read-messages.js";
import { invalid, isRecord, readInteger, readNumber } from "./read-value.js";

/** A chat completion, checked and with its defaults filled in. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly logprobs: boolean;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  /** u32; undefined lets the gateway draw one. */
  readonly seed: number | undefined;
  readonly stop: readonly string[];
}

export interface ChatLimits {
  readonly maxTokens: number;
  readonly defaultMaxTokens: number;
}

const MAX_STOPS = 4;
const MAX_STOP_LENGTH = 200;

/** Parameters that would change the answer and that the network cannot honour: refused unless they have this neutral value. */
const neutral: Readonly<Record<string, (value: unknown) => boolean>> = {
  n: (value) => value === 1,
  frequency_penalty: (value) => value === 0,
  presence_penalty: (value) => value === 0,
  top_logprobs: (value) => value === 0,
  logit_bias: (value) => isRecord(value) && Object.keys(value).length === 0,
  tools: (value) => Array.isArray(value) && value.length === 0,
  functions: (value) => Array.isArray(value) && value.length === 0,
  response_format: (value) => isRecord(value) && value.type === "text",
  modalities: (value) => Array.isArray(value) && value.every((item) => item === "text"),
  audio: () => false,
};

/**
 * Reads the body of `POST /v1/chat/completions`. Fields that do not change the answer (`user`, `metadata`, …) are passed over.
 * @throws `gateway/invalid_request`, `gateway/unsupported_parameter` or `gateway/empty_prompt`, naming the parameter.
 */
export function readChatRequest(body: unknown, limits: ChatLimits): ChatRequest {
  if (!isRecord(body)) throw invalid(null, "The body is not a JSON object.");
  refuseUnsupported(body);
  if (typeof body.model !== "string" || body.model === "") throw invalid("model", "`model` is missing.");
  const options = body.stream_options;
  const limit = { min: 1, max: limits.maxTokens };
  return {
    model: body.model,
    messages: readMessages(body.messages),
    stream: readBoolean(body, "stream"),
    includeUsage: isRecord(options) && options.include_usage === true,
    logprobs: readBoolean(body, "logprobs"),
    maxTokens:
      readInteger(body, "max_completion_tokens", limit) ??
      readInteger(body, "max_tokens", limit) ??
      limits.defaultMaxTokens,
    temperature: readNumber(body, "temperature", { min: 0, max: 2 }) ?? 1,
    topP: readTopP(body),
    seed: readSeed(body),
    stop: readStop(body.stop),
  };
}

function refuseUnsupported(body: Record<string, unknown>): void {
  for (const [param, isNeutral] of Object.entries(neutral)) {
    const value = body[param];
    if (value === undefined || value === null || isNeutral(value)) continue;
    throw gatewayError(
      { code: "gateway/unsupported_parameter", param },
      `\`${param}\` is not supported with this value.`,
      {
        remedy: param === "n" ? "Ask for one answer at a time: leave n out or set it to 1." : `Leave \`${param}\` out.`,
      },
    );
  }
}

function readBoolean(body: Record<string, unknown>, param: string): boolean {
  const value = body[param] ?? false;
  if (typeof value !== "boolean") throw invalid(param, `\`${param}\` is neither true nor false.`);
  return value;
}

function readTopP(body: Record<string, unknown>): number {
  const topP = readNumber(body, "top_p", { min: 0, max: 1 }) ?? 1;
  if (topP === 0) throw invalid("top_p", "`top_p` is 0, and no token would be left to choose.", "Use 0 < top_p ≤ 1.");
  return topP;
}

/** Any safe integer will do for a client; the wire has 32 bits of it. */
function readSeed(body: Record<string, unknown>): number | undefined {
  const range = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
  const seed = readInteger(body, "seed", range);
  return seed === undefined ? undefined : seed >>> 0;
}

function readStop(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  const stops: unknown[] = Array.isArray(value) ? value : [value];
  const fine = (stop: unknown): stop is string =>
    typeof stop === "string" && stop.length > 0 && stop.length <= MAX_STOP_LENGTH;
  if (stops.length > MAX_STOPS || !stops.every(fine)) {
    const remedy = `Give a string, or up to ${MAX_STOPS}, each of 1 to ${MAX_STOP_LENGTH} characters.`;
    throw invalid("stop", "`stop` is not a list of texts that the gateway takes.", remedy);
  }
  return stops;
}
