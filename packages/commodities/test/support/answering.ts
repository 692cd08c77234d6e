import type { TextModel } from "@taostack/inference";
import { TextChunk, type TextRequest } from "@taostack/protocol";
import { defaultTextLimits, generateChunks, type TextAnswer, textAnswerOf } from "../../src/index.js";

/** What a miner with this model sends for a request, through the same code that serves the wire. */
export async function answerWith(model: TextModel, request: TextRequest): Promise<TextAnswer> {
  const chunks: TextChunk[] = [];
  for await (const chunk of generateChunks(model, request, defaultTextLimits, new AbortController().signal)) {
    chunks.push(TextChunk.decode(TextChunk.encode(chunk)));
  }
  return textAnswerOf(chunks);
}

/** An answer of the given tokens with the log-probabilities that the reference itself would claim: the best forgery there is. */
export async function forge(reference: TextModel, request: TextRequest, ids: readonly number[]): Promise<TextAnswer> {
  const [end] = reference.eosTokenIds;
  const tokens = [...ids.filter((id) => id !== end), end!];
  const messages = request.messages.map(({ role, content }) => ({ role: role as "user", content }));
  const scores = await reference.score({ messages, tokens });
  const whole = reference.decode(tokens);
  return {
    tokens: tokens.map((id, index) => ({ id, text: index === 0 ? whole : "", logprob: scores[index]!.logprob })),
    finishReason: "stop",
    usage: { promptTokens: reference.encodeChat(messages).length, completionTokens: tokens.length },
  };
}
