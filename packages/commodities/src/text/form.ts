import type { TextRequest } from "@taostack/protocol";
import { answerText, type TextAnswer } from "./contract.js";

/** What the reference knows of request and answer without computing: its tokenizer and its limits. */
export interface TextFacts {
  /** What the answer's tokens stand for, stop texts included, end tokens not. */
  readonly text: string;
  /** The same without the last token. */
  readonly textBeforeLast: string;
  readonly endTokens: readonly number[];
  readonly vocabularySize: number;
  /** Tokens of the prompt, those of `continue_from` included. */
  readonly promptTokens: number;
  readonly contextLength: number;
}

type Check = (request: TextRequest, answer: TextAnswer, facts: TextFacts) => string | undefined;

/** Tokens that the answer may have at most. */
const room = ({ sampling, continueFrom }: TextRequest, { promptTokens, contextLength }: TextFacts): number =>
  Math.min((sampling?.maxTokens ?? 0) - continueFrom.length, contextLength - promptTokens);

/** Where a stop text first begins, or -1. */
function stopIndex({ sampling }: TextRequest, text: string): number {
  const found = (sampling?.stop ?? []).map((stop) => text.indexOf(stop)).filter((index) => index >= 0);
  return found.length > 0 ? Math.min(...found) : -1;
}

const checkTokens: Check = (request, { tokens }, facts) => {
  if (tokens.length === 0) return "it is empty";
  if (tokens.length > room(request, facts)) return "it has more tokens than were asked for";
  if (tokens.some(({ id }) => id >= facts.vocabularySize))
    return "it has tokens that the reference model does not know";
  if (tokens.some(({ logprob }) => !(logprob <= 1e-3) || logprob === Number.NEGATIVE_INFINITY)) {
    return "it has log-probabilities that are none";
  }
  if (tokens.slice(0, -1).some(({ id }) => facts.endTokens.includes(id))) return "it goes on after its end token";
  return undefined;
};

const checkText: Check = (request, answer, facts) => {
  const stop = stopIndex(request, facts.text);
  const expected = stop < 0 ? facts.text : facts.text.slice(0, stop);
  return answerText(answer) === expected ? undefined : "its text is not what its tokens stand for";
};

const checkEnd: Check = (request, { tokens, finishReason }, facts) => {
  const ended = facts.endTokens.includes(tokens.at(-1)!.id) || stopIndex(request, facts.text) >= 0;
  if (stopIndex(request, facts.textBeforeLast) >= 0) return "it goes on after a stop text";
  if (finishReason === "stop") return ended ? undefined : "it stops without an end token or a stop text";
  if (finishReason !== "length") return "the stream broke off";
  if (ended) return "it claims to be cut off, but it has ended";
  return tokens.length === room(request, facts) ? undefined : "it is cut off before the length asked for";
};

const checkUsage: Check = (_, { tokens, usage }, { promptTokens }) =>
  usage?.promptTokens === promptTokens && usage.completionTokens === tokens.length
    ? undefined
    : "the tokens it counts are not the tokens there are";

/** What is wrong with the form of an answer, in words; `undefined` if nothing is. Such an answer is worth nothing. */
export function formProblem(request: TextRequest, answer: TextAnswer, facts: TextFacts): string | undefined {
  for (const check of [checkTokens, checkText, checkEnd, checkUsage]) {
    const problem = check(request, answer, facts);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
