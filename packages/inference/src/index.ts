export { type InferenceErrorData, isInferenceError } from "./errors.js";
export { type LoadTextModelOptions, loadTextModel } from "./load-text-model.js";
export type {
  CallOptions,
  ChatMessage,
  GeneratedToken,
  GenerateRequest,
  GenerateResult,
  ModelCard,
  SamplingSettings,
  ScoreRequest,
  TextModel,
  TokenScore,
} from "./text-model.js";
