import { CodedError } from "@taostack/primitives";
import type { Context } from "../context.js";

interface AskOptions {
  readonly gateway?: string;
  readonly model?: string;
  readonly maxTokens?: string;
  readonly temperature?: string;
}

interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string } }[];
  readonly taostack?: { readonly miners: readonly MinerLine[] };
}

interface MinerLine {
  readonly uid: number;
  readonly outcome: string;
  readonly score: number;
  readonly total_ms: number;
}

/** For the whole answer; the gateway has its own, shorter deadlines. */
const TIMEOUT_MS = 120_000;

/** Streams the winner's answer to standard output; who took part goes to standard error. */
export async function ask(context: Context, words: readonly string[], options: AskOptions): Promise<void> {
  const { url, key, model } = await findGateway(context, options);
  const response = await post(`${url}/v1/chat/completions`, key, {
    model,
    messages: [{ role: "user", content: words.join(" ") }],
    max_tokens: Number(options.maxTokens ?? 128),
    ...(options.temperature === undefined ? {} : { temperature: Number(options.temperature) }),
    stream: true,
  });
  if (!response.ok || response.body === null) throw await refusal(response);
  let miners: readonly MinerLine[] = [];
  let text = "";
  for await (const chunk of serverSentEvents<Chunk>(response.body)) {
    const content = chunk.choices?.[0]?.delta?.content ?? "";
    text += content;
    if (!context.options.json) context.surroundings.stdout.write(content);
    miners = chunk.taostack?.miners ?? miners;
  }
  if (context.options.json) return context.result({ text, miners }, []);
  context.print("");
  for (const { uid, outcome, score, total_ms } of miners) {
    context.note(`  uid ${uid}  ${outcome.padEnd(9)}  score ${score.toFixed(2)}  ${Math.round(total_ms)} ms`);
  }
}

async function findGateway(context: Context, options: AskOptions) {
  const { env } = context.surroundings;
  const running = await context.upFile();
  const url = options.gateway ?? env.TAO_GATEWAY ?? running?.gateway.url;
  const key = env.TAO_API_KEY ?? running?.gateway.apiKey;
  if (url === undefined || key === undefined) {
    throw new CodedError(
      { code: "cli/no_gateway" as const },
      "No gateway is known, and no network runs in this folder.",
      {
        remedy: "Run `tao up` here, or give --gateway and set TAO_API_KEY.",
      },
    );
  }
  return { url: url.replace(/\/(v1\/?)?$/, ""), key, model: options.model ?? running?.gateway.models[0] ?? "tao-text" };
}

async function post(url: string, key: string, body: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  try {
    return await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (cause) {
    throw new CodedError({ code: "cli/gateway_unreachable" as const, url }, `The gateway at ${url} does not answer.`, {
      remedy: "Check that it runs, and the address.",
      cause,
    });
  }
}

async function refusal(response: Response): Promise<CodedError> {
  const body = (await response.json().catch(() => ({}))) as { error?: { message?: string; code?: string } };
  const code = `gateway/${body.error?.code ?? response.status}`;
  return new CodedError({ code }, body.error?.message ?? `The gateway answered with status ${response.status}.`);
}

/** The JSON of each `data:` line until `[DONE]`. */
async function* serverSentEvents<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of body) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const data = line.startsWith("data:") ? line.slice(5).trim() : "";
      if (data !== "" && data !== "[DONE]") yield JSON.parse(data) as T;
    }
  }
}
