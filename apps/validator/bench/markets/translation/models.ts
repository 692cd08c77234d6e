import { answerTranslation, defaultTranslationLimits, translation } from "@taostack/commodities";
import type { TranslationRequest, TranslationResponse } from "@taostack/protocol";
import { type Remembering, remembering } from "../answers/one-at-a-time.js";

/** A bundled model as a miner serves it. */
export interface ServedTranslator {
  readonly answer: Remembering<TranslationRequest, TranslationResponse>;
  dispose(): Promise<void>;
}

export async function serveTranslator(name: string, dtype = "fp32"): Promise<ServedTranslator> {
  const model = await translation.loadModel(name, { dtype });
  const { signal } = new AbortController();
  const answer = remembering(
    (request: TranslationRequest) => answerTranslation(model, request, defaultTranslationLimits, signal),
    ({ requestId, text, targetLanguage }) => JSON.stringify([requestId, text, targetLanguage]),
  );
  return { answer, dispose: () => model.dispose() };
}
