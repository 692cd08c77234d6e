import {
  implementService,
  type ServiceImplementation,
  type TranslationRequest,
  type TranslationResponse,
  TranslationService,
} from "@taostack/protocol";
import { toProtocolError } from "../text/serve.js";
import { defaultTranslationLimits, parseTranslationRequest, type TranslationLimits } from "./contract.js";
import type { Translator } from "./translator.js";

/** The miner's side of translation: checks a request, answers with the translator's text, stops when the caller is gone. */
export function serveTranslation(
  translator: Translator,
  limits: Partial<TranslationLimits> = {},
): ServiceImplementation {
  const all = { ...defaultTranslationLimits, ...limits };
  return implementService(TranslationService, {
    translate: (request, { signal }) => answerTranslation(translator, request, all, signal),
  });
}

/** One request, one answer. */
export async function answerTranslation(
  translator: Translator,
  request: TranslationRequest,
  limits: TranslationLimits,
  signal: AbortSignal,
): Promise<TranslationResponse> {
  const task = parseTranslationRequest(request, limits);
  try {
    const { text, sourceTokens, targetTokens } = await translator.translate(task, { signal });
    return { text, usage: { sourceTokens, targetTokens } };
  } catch (error) {
    throw signal.aborted ? error : toProtocolError(error);
  }
}
