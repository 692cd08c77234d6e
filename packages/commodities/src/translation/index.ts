import type { LoadTextModelOptions } from "@taostack/inference";
import type { TranslationRequest, TranslationResponse } from "@taostack/protocol";
import type { Commodity } from "../commodity.js";
import { createTranslationChallenge, type TranslationCheck } from "./challenge.js";
import type { TranslationLimits } from "./contract.js";
import { loadModel } from "./model.js";
import { scoreTranslation, type TranslationReference } from "./score.js";
import { serveTranslation } from "./serve.js";
import type { TranslationTiming } from "./speed.js";
import type { Translator } from "./translator.js";
import { verifyTranslation } from "./verify.js";

export interface TranslationMarket {
  Model: Translator;
  ModelOptions: LoadTextModelOptions;
  Request: TranslationRequest;
  Answer: TranslationResponse;
  Check: TranslationCheck;
  Timing: TranslationTiming;
  Reference: TranslationReference;
  Limits: TranslationLimits;
}

/** The market for translation: a text and two languages in, a text out, judged against references that nobody can look up. */
export const translation = {
  name: "translation",
  loadModel,
  createChallenge: createTranslationChallenge,
  serve: serveTranslation,
  verifyAnswer: verifyTranslation,
  scoreAnswer: scoreTranslation,
} as const satisfies Commodity<TranslationMarket>;
