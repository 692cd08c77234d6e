export { type BundledModelErrorData, bundledModelPath } from "./bundled-models.js";
export type { Challenge, Commodity, Evidence, Market, Score, ScoreInput, VerifyOptions } from "./commodity.js";
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
export { scoreAnswer, type TextReference, type TextScore, type TextScoreInput } from "./text/score.js";
export { generateChunks, serveText } from "./text/serve.js";
export { msPerToken, type TextTiming, usualMsPerToken } from "./text/speed.js";
export { type TextEvidence, verifyAnswer } from "./text/verify.js";
