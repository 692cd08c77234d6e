import type { TranslationRequest } from "@taostack/protocol";
import { parseTranslationRequest, refuse } from "./contract.js";
import type { Translator } from "./translator.js";

/**
 * A user's request, if the validator's translator can read it: what it cannot, it could not judge.
 * @throws `protocol/invalid_argument`.
 */
export function admitTranslation(request: TranslationRequest, translator: Translator): TranslationRequest {
  const tokens = translator.longestPiece?.(parseTranslationRequest(request)) ?? 0;
  const most = translator.card.contextLength - 1;
  if (tokens > most) {
    refuse(`text has a sentence of ${tokens} tokens`, `Make shorter sentences of it, of at most ${most} tokens.`);
  }
  return request;
}
