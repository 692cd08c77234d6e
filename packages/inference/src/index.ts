export { type InferenceErrorData, isInferenceError } from "./errors.js";
export { type LoadOnnxModelOptions, loadOnnxModel } from "./load-onnx-model.js";
export { type LoadSeq2SeqModelOptions, loadSeq2SeqModel } from "./load-seq2seq-model.js";
export { type LoadTextModelOptions, loadTextModel } from "./load-text-model.js";
export type { OnnxModel, OnnxModelCard, RunOptions, TensorInfo } from "./onnx-model.js";
export type { RewriteAnswer, RewriteRequest, Seq2SeqModel } from "./seq2seq-model.js";
export type { ModelTensor, TensorData, TensorType } from "./tensor.js";
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
