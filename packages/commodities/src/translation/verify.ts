import type { TranslationRequest, TranslationResponse } from "@taostack/protocol";
import type { Evidence, VerifyOptions } from "../commodity.js";
import type { AnswerTiming } from "../speed.js";
import type { TranslationCheck } from "./challenge.js";
import { parseTranslationRequest } from "./contract.js";
import { scoreTranslation, type TranslationReference, type TranslationScore } from "./score.js";
import type { Translator } from "./translator.js";

export type TranslationEvidence = Evidence<TranslationRequest, TranslationResponse, TranslationCheck, AnswerTiming>;

/**
 * Judges an answer. The validator's translator is asked only where no reference is known.
 * @throws `protocol/invalid_argument` if such a request is not one that a miner has to serve; what the translator throws.
 */
export async function verifyTranslation(
  translator: Translator,
  { request, check, answer, timing }: TranslationEvidence,
  options: VerifyOptions = {},
): Promise<TranslationScore> {
  const reference = check ? {} : await consult(translator, request, options);
  return scoreTranslation({
    challenge: { request, ...(check ? { check } : {}) },
    answer,
    reference,
    ...(timing ? { timing } : {}),
  });
}

async function consult(
  translator: Translator,
  request: TranslationRequest,
  options: VerifyOptions,
): Promise<TranslationReference> {
  const { text } = await translator.translate(parseTranslationRequest(request), options);
  return { translation: text };
}
