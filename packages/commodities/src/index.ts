export { type BundledModelErrorData, bundledModelPath } from "./bundled-models.js";
export type { Challenge, Commodity, Evidence, Market, Score, ScoreInput, VerifyOptions } from "./commodity.js";
export * from "./forecast/index.js";
export { type CommodityErrorData, checkCommodity, openCommodity, unaryCommodities } from "./open-commodity.js";
export { requestId } from "./request-id.js";
export type { AnswerTiming } from "./speed.js";
export * from "./storage/index.js";
export { createTextChallenge, type TextChallenge, type TextCheck } from "./text/challenge.js";
export {
  answerText,
  defaultTextLimits,
  parseTextRequest,
  type TextAnswer,
  type TextLimits,
  textAnswerOf,
} from "./text/contract.js";
export { type TextMarket, text } from "./text/index.js";
export { referenceTextModel } from "./text/model.js";
export { type ReadingOnceOptions, readingOnce } from "./text/reading-once.js";
export { scoreAnswer, type TextReference, type TextScore, type TextScoreInput } from "./text/score.js";
export { generateChunks, serveText } from "./text/serve.js";
export { msPerToken, type TextTiming, usualMsPerToken } from "./text/speed.js";
export { type Random, seededRandom } from "./text/tasks/index.js";
export { type TextEvidence, verifyAnswer } from "./text/verify.js";
export {
  createTranslationChallenge,
  type TranslationChallenge,
  type TranslationCheck,
} from "./translation/challenge.js";
export {
  defaultTranslationLimits,
  parseTranslationRequest,
  type TranslationLimits,
  type TranslationTask,
} from "./translation/contract.js";
export { type TranslationMarket, translation } from "./translation/index.js";
export { identifyLanguage } from "./translation/language/identify.js";
export { isLanguage, type Language, languageNames, languages } from "./translation/languages.js";
export { corpusBleu, sentenceBleu } from "./translation/metrics/bleu.js";
export { corpusChrf, sentenceChrf } from "./translation/metrics/chrf.js";
export { referenceTranslationModel } from "./translation/model.js";
export {
  openReferencePool,
  type ReferencePair,
  type ReferencePool,
  type ReferencePoolErrorData,
} from "./translation/reference-pool.js";
export {
  scoreTranslation,
  type TranslationParts,
  type TranslationReference,
  type TranslationScore,
  type TranslationScoreInput,
} from "./translation/score.js";
export { answerTranslation, serveTranslation } from "./translation/serve.js";
export { translatingOnce } from "./translation/translating-once.js";
export { type Translation, type Translator, translatorFromTextModel } from "./translation/translator.js";
export { type TranslationEvidence, verifyTranslation } from "./translation/verify.js";
export type {
  AnyUnaryCommodity,
  CommodityModel,
  MessageBytes,
  ServingOptions,
  Sighting,
  Suspicion,
  UnaryCommodity,
  UnaryMarket,
  Watch,
} from "./unary-commodity.js";
export * from "./vision/exports.js";
