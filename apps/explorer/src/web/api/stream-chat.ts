import { RequestError, reach } from "./get-json.js";
import type { Miner } from "./types.js";

export interface ChatMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
}

export interface ChatQuestion {
  readonly key: string;
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number;
  readonly temperature: number;
  readonly signal: AbortSignal;
}

/** Who competed for an answer. */
export interface Competition {
  readonly validatorHotkey: string;
  readonly winnerHotkey: string | null;
  readonly miners: readonly Miner[];
}

export type ChatEvent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "end"; readonly finishReason: string; readonly competition: Competition | undefined }
  | { readonly type: "usage"; readonly completionTokens: number };

interface Chunk {
  readonly error?: { readonly message: string; readonly code: string };
  readonly choices?: readonly {
    readonly delta: { readonly content?: string };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: { readonly completion_tokens: number } | null;
  readonly taostack?: {
    readonly validator_hotkey: string;
    readonly winner_hotkey: string | null;
    readonly miners: readonly (Omit<Miner, "firstTokenMs" | "totalMs"> & {
      readonly first_token_ms: number;
      readonly total_ms: number;
    })[];
  };
}

/** Asks `/v1/chat/completions` and tells the answer as it arrives. @throws `RequestError`, also in mid-stream. */
export async function* streamChat(question: ChatQuestion): AsyncGenerator<ChatEvent> {
  const { key, model, messages, maxTokens, temperature, signal } = question;
  const body = {
    model,
    messages,
    temperature,
    max_tokens: maxTokens,
    stream: true,
    stream_options: { include_usage: true },
  };
  const response = await reach("/v1/chat/completions", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  for await (const data of readEvents(response)) {
    if (data === "[DONE]") return;
    yield* toEvents(JSON.parse(data) as Chunk);
  }
  throw new RequestError("The answer stopped before its end. Ask again.", 0, "interrupted");
}

/** The `data:` lines of server-sent events. */
async function* readEvents(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true as const, value: undefined };
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data: ")) yield line.slice(6);
  }
}

function* toEvents({ error, choices, usage, taostack }: Chunk): Generator<ChatEvent> {
  if (error) throw new RequestError(error.message, 0, error.code);
  const [choice] = choices ?? [];
  if (choice?.delta.content) yield { type: "text", text: choice.delta.content };
  if (choice?.finish_reason) {
    yield { type: "end", finishReason: choice.finish_reason, competition: taostack && toCompetition(taostack) };
  }
  if (usage) yield { type: "usage", completionTokens: usage.completion_tokens };
}

const toCompetition = (found: NonNullable<Chunk["taostack"]>): Competition => ({
  validatorHotkey: found.validator_hotkey,
  winnerHotkey: found.winner_hotkey,
  miners: found.miners.map(({ first_token_ms, total_ms, ...miner }) => ({
    ...miner,
    firstTokenMs: first_token_ms,
    totalMs: total_ms,
  })),
});
