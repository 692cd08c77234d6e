import type { AnswerChunk, Provenance, TextToken } from "@taostack/protocol";
import type { ChatRequest } from "./read-chat-request.js";

/** What the chunks and the whole of one answer have in common. */
export interface AnswerHead {
  readonly requestId: string;
  /** Seconds since 1970, as OpenAI has it. */
  readonly created: number;
  readonly request: Pick<ChatRequest, "model" | "logprobs" | "includeUsage">;
  readonly validatorHotkey: string;
}

/** The whole answer as one `chat.completion`. */
export async function toCompletion(head: AnswerHead, chunks: AsyncIterable<AnswerChunk>) {
  const tokens: TextToken[] = [];
  let last: AnswerChunk | undefined;
  for await (const part of chunks) {
    tokens.push(...part.tokens);
    last = part;
  }
  const choice = {
    index: 0,
    message: { role: "assistant", content: tokens.map(({ text }) => text).join(""), refusal: null },
    logprobs: logprobs(head, tokens),
    finish_reason: finishReason(last),
  };
  return {
    ...common(head, "chat.completion"),
    choices: [choice],
    usage: usage(last),
    taostack: provenance(head, last?.provenance),
  };
}

/** The answer as `chat.completion.chunk` objects: a role, then text, then the finish reason with provenance, then usage if asked. */
export async function* toChunks(head: AnswerHead, chunks: AsyncIterable<AnswerChunk>) {
  const { includeUsage } = head.request;
  const chunk = (delta: object, tokens: readonly TextToken[] = [], finish: string | null = null) => ({
    ...common(head, "chat.completion.chunk"),
    choices: [{ index: 0, delta, logprobs: logprobs(head, tokens), finish_reason: finish }],
    ...(includeUsage ? { usage: null } : {}),
  });
  yield chunk({ role: "assistant", content: "", refusal: null });
  let last: AnswerChunk | undefined;
  for await (const part of chunks) {
    last = part;
    const content = part.tokens.map(({ text }) => text).join("");
    if (part.tokens.length > 0) yield chunk({ content }, part.tokens);
  }
  yield { ...chunk({}, [], finishReason(last)), taostack: provenance(head, last?.provenance) };
  if (includeUsage) yield { ...common(head, "chat.completion.chunk"), choices: [], usage: usage(last) };
}

/** One of OpenAI's reasons, whatever the peer wrote. */
export const finishReason = (last: AnswerChunk | undefined): "stop" | "length" =>
  last?.finishReason === "length" ? "length" : "stop";

const common = <T extends string>({ requestId, created, request }: AnswerHead, object: T) => ({
  id: `chatcmpl-${requestId}`,
  object,
  created,
  model: request.model,
});

function logprobs({ request }: AnswerHead, tokens: readonly TextToken[]) {
  if (!request.logprobs || tokens.length === 0) return null;
  const content = tokens.map(({ text, logprob }) => ({
    token: text,
    logprob,
    bytes: [...Buffer.from(text)],
    top_logprobs: [],
  }));
  return { content, refusal: null };
}

function usage(last: AnswerChunk | undefined) {
  const { promptTokens = 0, completionTokens = 0 } = last?.usage ?? {};
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

/** Our addition to OpenAI's shape: who answered, and against whom. */
function provenance({ requestId, validatorHotkey }: AnswerHead, found: Provenance | undefined) {
  return {
    request_id: requestId,
    validator_hotkey: validatorHotkey,
    winner_hotkey: found?.winnerHotkey ?? null,
    miners: (found?.miners ?? []).map((miner) => ({
      uid: miner.uid,
      hotkey: miner.hotkey,
      outcome: miner.outcome,
      score: miner.score,
      first_token_ms: miner.firstTokenMs,
      total_ms: miner.totalMs,
      detail: miner.detail,
    })),
  };
}
