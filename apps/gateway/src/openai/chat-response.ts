import type { AnswerChunk, TextToken } from "@taostack/protocol";
import { provenanceJson } from "./provenance-json.js";
import type { ChatRequest } from "./read-chat-request.js";
import { usageJson } from "./usage-json.js";

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
    usage: usageJson(last?.usage),
    taostack: provenanceJson(head.requestId, head.validatorHotkey, last?.provenance),
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
  yield {
    ...chunk({}, [], finishReason(last)),
    taostack: provenanceJson(head.requestId, head.validatorHotkey, last?.provenance),
  };
  if (includeUsage) yield { ...common(head, "chat.completion.chunk"), choices: [], usage: usageJson(last?.usage) };
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
