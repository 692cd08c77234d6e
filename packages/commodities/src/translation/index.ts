import type { LoadTextModelOptions } from "@taostack/inference";
import { type TranslationRequest, type TranslationResponse, TranslationService } from "@taostack/protocol";
import { type AnswerTiming, answerTimingOf } from "../speed.js";
import type { UnaryCommodity } from "../unary-commodity.js";
import { admitTranslation } from "./admit.js";
import { createTranslationChallenge, type TranslationCheck } from "./challenge.js";
import type { TranslationLimits } from "./contract.js";
import { disguiseTranslation } from "./disguise.js";
import { loadModel, referenceTranslationModel } from "./model.js";
import { scoreTranslation, type TranslationReference } from "./score.js";
import { serveTranslation } from "./serve.js";
import type { Translator } from "./translator.js";
import { verifyTranslation } from "./verify.js";

export interface TranslationMarket {
  Model: Translator;
  ModelOptions: LoadTextModelOptions;
  Request: TranslationRequest;
  Answer: TranslationResponse;
  Check: TranslationCheck;
  Timing: AnswerTiming;
  Reference: TranslationReference;
  Limits: TranslationLimits;
}

/** The market for translation: a text and two languages in, a text out, judged against references that nobody can look up. */
export const translation = {
  name: "translation",
  referenceModel: referenceTranslationModel,
  loadModel,
  createChallenge: createTranslationChallenge,
  admit: admitTranslation,
  disguise: disguiseTranslation,
  messageBytes: { request: 64 * 1024, answer: 64 * 1024 },
  serve: serveTranslation,
  verifyAnswer: verifyTranslation,
  scoreAnswer: scoreTranslation,
  ask: (channel, request, options) => channel.client(TranslationService).translate(request, options),
  timingOf: answerTimingOf,
} as const satisfies UnaryCommodity<TranslationMarket>;
