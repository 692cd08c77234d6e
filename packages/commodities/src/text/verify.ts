import type { ChatMessage, TextModel } from "@taostack/inference";
import type { TextRequest } from "@taostack/protocol";
import type { Evidence, VerifyOptions } from "../commodity.js";
import type { TextCheck } from "./challenge.js";
import { parseTextRequest, type TextAnswer } from "./contract.js";
import { formProblem, type TextFacts } from "./form.js";
import { scoreAnswer, type TextReference, type TextScore } from "./score.js";
import type { TextTiming } from "./speed.js";

export type TextEvidence = Evidence<TextRequest, TextAnswer, TextCheck, TextTiming>;

/**
 * Judges an answer with the reference model: at most one forward pass, none for an answer whose form is wrong.
 * @throws `protocol/invalid_argument` if the request itself is not one that a miner has to serve; what `TextModel.score` throws.
 */
export async function verifyAnswer(
  model: TextModel,
  { request, check, answer, timing }: TextEvidence,
  options: VerifyOptions = {},
): Promise<TextScore> {
  const reference = await consult(model, request, answer, options);
  return scoreAnswer({
    challenge: { request, ...(check ? { check } : {}) },
    answer,
    reference,
    ...(timing ? { timing } : {}),
  });
}

async function consult(
  model: TextModel,
  request: TextRequest,
  answer: TextAnswer,
  options: VerifyOptions,
): Promise<TextReference> {
  const { messages, continueFrom = [], temperature, topP, seed } = parseTextRequest(request);
  const tokens = answer.tokens.map((token) => token.id);
  const facts = factsOf(model, messages, continueFrom, tokens);
  if (formProblem(request, answer, facts) !== undefined) return { ...facts, scores: [] };
  const sampling = { temperature, topP, seed };
  return { ...facts, scores: await model.score({ messages, continueFrom, tokens, sampling }, options) };
}

function factsOf(
  model: TextModel,
  messages: readonly ChatMessage[],
  continueFrom: readonly number[],
  tokens: readonly number[],
): TextFacts {
  const { vocabularySize, contextLength } = model.card;
  const all = [...continueFrom, ...tokens];
  // More tokens than fit are not worth the time to decode them.
  const known = all.length <= contextLength && all.every((id) => id < vocabularySize);
  return {
    text: known ? textAfter(model, continueFrom, tokens) : "",
    textBeforeLast: known ? textAfter(model, continueFrom, tokens.slice(0, -1)) : "",
    endTokens: model.eosTokenIds,
    vocabularySize,
    promptTokens: model.encodeChat(messages, continueFrom).length,
    contextLength,
  };
}

/** A character that the tokens leave unfinished is not part of their text. */
function textAfter(model: TextModel, before: readonly number[], tokens: readonly number[]): string {
  const settled = (ids: readonly number[]) => model.decode(ids).replace(/\ufffd{1,3}$/, "");
  return settled([...before, ...tokens]).slice(settled(before).length);
}
