import { parseTextRequest, type TextAnswer } from "@taostack/commodities";
import type { TextModel } from "@taostack/inference";
import { TextChunk, type TextRequest } from "@taostack/protocol";

/**
 * An answer of the given tokens, well formed, with the log-probabilities that the reference itself would claim: the best forgery
 * there is. Too many tokens are cut.
 */
export async function forge(reference: TextModel, request: TextRequest, ids: readonly number[]): Promise<TextAnswer> {
  const [end] = reference.eosTokenIds;
  const { messages, maxTokens } = parseTextRequest(request);
  const tokens = [...ids.filter((id) => id !== end).slice(0, maxTokens - 1), end!];
  const scores = await reference.score({ messages, tokens });
  const whole = reference.decode(tokens).replace(/\ufffd{1,3}$/, "");
  const chunk = TextChunk.encode({
    tokens: tokens.map((id, index) => ({ id, text: index === 0 ? whole : "", logprob: scores[index]!.logprob })),
    finishReason: "stop",
    usage: { promptTokens: reference.encodeChat(messages).length, completionTokens: tokens.length },
  });
  const { tokens: carried, finishReason, usage } = TextChunk.decode(chunk);
  return { tokens: carried, finishReason, usage };
}

export const idsOf = (answer: TextAnswer): number[] => answer.tokens.map(({ id }) => id);
