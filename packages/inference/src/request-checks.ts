import { inferenceError } from "./errors.js";
import type { ChatMessage, GenerateRequest, SamplingSettings } from "./text-model.js";

function invalid(field: string, why: string): never {
  throw inferenceError({ code: "inference/invalid_request", field }, `${field} ${why}.`);
}

const isWhole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;

/** @throws `inference/invalid_request` naming the field. */
export function checkSampling({ temperature, topP, seed }: SamplingSettings): void {
  if (!(temperature >= 0 && temperature <= 100)) invalid("temperature", "must lie between 0 and 100");
  if (!(topP > 0 && topP <= 1)) invalid("topP", "must lie above 0 and not above 1");
  if (!isWhole(seed, 0, 2 ** 32 - 1)) invalid("seed", "must be a whole number below 2^32");
}

export function checkMessages(messages: readonly ChatMessage[]): void {
  if (messages.length === 0) invalid("messages", "must not be empty");
  if (messages.length > 1 && messages.some(({ role }) => role === "text")) {
    invalid("messages", 'must have no other message beside one of the role "text"');
  }
}

export function checkTokens(field: string, tokens: readonly number[], vocabularySize: number): void {
  if (!tokens.every((token) => isWhole(token, 0, vocabularySize - 1))) {
    invalid(field, `has a token outside the vocabulary of ${vocabularySize}`);
  }
}

export function checkGenerateRequest(request: GenerateRequest, vocabularySize: number): void {
  checkMessages(request.messages);
  checkSampling(request);
  checkTokens("continueFrom", request.continueFrom ?? [], vocabularySize);
  if (!isWhole(request.maxTokens, 1, 2 ** 31)) invalid("maxTokens", "must be a whole number above 0");
  if (request.maxTokens <= (request.continueFrom?.length ?? 0)) {
    invalid("maxTokens", "must leave room for a token after continueFrom");
  }
}
