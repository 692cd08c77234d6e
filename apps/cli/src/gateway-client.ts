import { CodedError } from "@taostack/primitives";
import { cliError } from "./errors.js";

export interface GatewayAddress {
  /** Without `/v1`. */
  readonly url: string;
  readonly key: string;
}

/** One event of a streamed chat completion: OpenAI's shape, and who took part. */
export interface ChatChunk {
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string };
    readonly finish_reason?: string | null;
  }[];
  readonly taostack?: Provenance;
}

/** Who answered, and against whom. */
export interface Provenance {
  readonly request_id: string;
  readonly validator_hotkey: string;
  readonly winner_hotkey: string | null;
  readonly miners: readonly {
    readonly uid: number;
    readonly hotkey: string;
    readonly outcome: string;
    readonly score: number;
    readonly first_token_ms: number;
    readonly total_ms: number;
    readonly detail: string;
  }[];
}

interface ErrorBody {
  readonly error?: { readonly message?: string; readonly code?: string };
}

/** For the whole answer; the gateway has its own, shorter deadlines. */
const TIMEOUT_MS = 180_000;

/**
 * A streamed answer, chunk by chunk.
 * @throws `gateway/<code>` as the gateway says, before the answer or in the middle of it; `cli/gateway_unreachable`,
 * `cli/answer_incomplete`.
 */
export async function* streamChat({ url, key }: GatewayAddress, body: object): AsyncGenerator<ChatChunk> {
  const response = await post(`${url}/v1/chat/completions`, key, { ...body, stream: true });
  if (!response.ok || response.body === null) throw await refusal(response);
  try {
    for await (const data of serverSentEvents(response.body)) {
      if (data === "[DONE]") return;
      const chunk = JSON.parse(data) as ChatChunk & ErrorBody;
      if (chunk.error) throw gatewayError(chunk, response.status);
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof CodedError) throw cause;
    throw incomplete(url, cause);
  }
  throw incomplete(url);
}

/** An answer in one piece. @throws `gateway/<code>` as the gateway says; `cli/gateway_unreachable`, `cli/answer_incomplete`. */
export async function askGateway<T>({ url, key }: GatewayAddress, path: string, body: object): Promise<T> {
  const response = await post(`${url}/v1/${path}`, key, body);
  if (!response.ok) throw await refusal(response);
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw incomplete(url, cause);
  }
}

async function post(url: string, key: string, body: object): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal });
  } catch (cause) {
    const remedy = "Check that it runs, and its address (--gateway, TAO_GATEWAY).";
    throw cliError({ code: "cli/gateway_unreachable", url }, `The gateway at ${url} does not answer.`, remedy, cause);
  }
}

const incomplete = (url: string, cause?: unknown) =>
  cliError(
    { code: "cli/answer_incomplete", url },
    "The connection to the gateway ended before the answer did.",
    "Ask again; if it lasts, look into the gateway's log.",
    cause,
  );

async function refusal(response: Response): Promise<CodedError> {
  return gatewayError((await response.json().catch(() => ({}))) as ErrorBody, response.status);
}

/** What this shell can do about it, beyond what the gateway says. */
const remedies: Readonly<Record<string, string>> = {
  invalid_api_key: "Set TAO_API_KEY to one of its keys.",
  model_not_found: "Choose a model with --model.",
};

function gatewayError({ error = {} }: ErrorBody, status: number): CodedError {
  const { code = `status_${status}`, message = `The gateway answered with status ${status}.` } = error;
  const remedy = remedies[code];
  return new CodedError({ code: `gateway/${code}` }, message, remedy === undefined ? {} : { remedy });
}

/** The text after each `data:`. */
async function* serverSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of body) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data:")) yield line.slice(5).trim();
  }
}
