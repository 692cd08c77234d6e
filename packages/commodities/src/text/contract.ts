import type { ChatMessage, GenerateRequest } from "@taostack/inference";
import { protocolError, type TextChunk, type TextRequest, type TextToken, type TextUsage } from "@taostack/protocol";

/** What a miner accepts. Larger is refused before anything is computed. */
export interface TextLimits {
  readonly maxMessages: number;
  /** UTF-8 bytes of all messages together. */
  readonly maxPromptBytes: number;
  /** Tokens of one answer. */
  readonly maxTokens: number;
  readonly maxTemperature: number;
  readonly maxStopTexts: number;
  /** Characters of one stop text. */
  readonly maxStopLength: number;
}

export const defaultTextLimits: TextLimits = {
  maxMessages: 64,
  maxPromptBytes: 32_768,
  maxTokens: 1024,
  maxTemperature: 2,
  maxStopTexts: 4,
  maxStopLength: 64,
};

const roles: readonly string[] = ["system", "user", "assistant", "text"] satisfies ChatMessage["role"][];
const isRole = (role: string): role is ChatMessage["role"] => roles.includes(role);

/**
 * What a request asks of a model, checked: an answer to a conversation, or, after a single message of the role `text`, how it goes on.
 * @throws `protocol/invalid_argument`, in words for the caller.
 */
export function parseTextRequest(request: TextRequest, limits: TextLimits = defaultTextLimits): GenerateRequest {
  const { sampling, continueFrom } = request;
  if (!sampling) return refuse("sampling is missing");
  const { maxTokens, temperature, topP, seed, stop } = sampling;
  if (maxTokens < 1 || maxTokens > limits.maxTokens) refuse(`max_tokens must lie between 1 and ${limits.maxTokens}`);
  if (!(temperature >= 0 && temperature <= limits.maxTemperature)) {
    refuse(`temperature must lie between 0 and ${limits.maxTemperature}`);
  }
  if (!(topP > 0 && topP <= 1)) refuse("top_p must lie above 0 and not above 1");
  if (stop.length > limits.maxStopTexts) refuse(`at most ${limits.maxStopTexts} stop texts are allowed`);
  if (stop.some((text) => text === "" || text.length > limits.maxStopLength)) {
    refuse(`a stop text has 1 to ${limits.maxStopLength} characters`);
  }
  if (continueFrom.length >= maxTokens) refuse("continue_from leaves no room within max_tokens");
  const messages = parseMessages(request.messages, limits);
  return { messages, maxTokens, temperature, topP, seed, stop, continueFrom };
}

function parseMessages(messages: TextRequest["messages"], limits: TextLimits): ChatMessage[] {
  if (messages.length > limits.maxMessages) refuse(`at most ${limits.maxMessages} messages are allowed`);
  const last = messages.at(-1);
  if (last?.content.trim() === "") refuse("the last message is empty");
  if (last?.role !== "user" && last?.role !== "text")
    refuse("the last message must be the user's, or a text to go on with");
  if (messages.length > 1 && messages.some(({ role }) => role === "text")) {
    refuse("a text to go on with must be the only message");
  }
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  if (bytes > limits.maxPromptBytes) refuse(`the messages have ${bytes} bytes; ${limits.maxPromptBytes} are allowed`);
  return messages.map(({ role, content }) => {
    if (!isRole(role)) return refuse(`a message's role is one of ${roles.join(", ")}`);
    return { role, content };
  });
}

function refuse(why: string): never {
  throw protocolError("protocol/invalid_argument", `The request cannot be served: ${why}.`);
}

/** All that a miner sent for one request. */
export interface TextAnswer {
  readonly tokens: readonly TextToken[];
  /** `stop` or `length`; empty if the stream broke off. */
  readonly finishReason: string;
  readonly usage?: TextUsage | undefined;
}

/** Joins the chunks of a stream, whole or broken off. */
export const textAnswerOf = (chunks: readonly TextChunk[]): TextAnswer => ({
  tokens: chunks.flatMap((chunk) => chunk.tokens),
  finishReason: chunks.at(-1)?.finishReason ?? "",
  usage: chunks.at(-1)?.usage,
});

/** What a person reads of an answer. */
export const answerText = (answer: TextAnswer): string => answer.tokens.map((token) => token.text).join("");
