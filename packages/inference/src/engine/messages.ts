import type { TensorData, TensorType } from "../tensor.js";
import type { SamplingSettings } from "../text-model.js";

/** How onnxruntime is to run a model's graphs. */
export interface SessionSettings {
  readonly threads: number;
  /** onnxruntime's names, first choice first. */
  readonly executionProviders: readonly string[];
}

/** What a thread is started for. Plain data: it crosses to the thread. */
export type EngineOptions = TextEngineOptions | GraphEngineOptions | Seq2SeqEngineOptions;

export interface TextEngineOptions {
  readonly program: "text";
  readonly modelPath: string;
  readonly session: SessionSettings;
  /** Answers that are drawn in one run at most. */
  readonly maxBatch: number;
  /** Memory for the beginnings of prompts. */
  readonly promptCacheBytes: number;
}

export interface GraphEngineOptions {
  readonly program: "graph";
  readonly modelPath: string;
  readonly session: SessionSettings;
  readonly maxBatch: number;
  readonly maxBatchDelayMs: number;
  /** `auto`: by the graph's own dimensions. */
  readonly batch: boolean | "auto";
  /** Dims of one item, by input, for the run that shows whether the graph computes. */
  readonly warmUp: Readonly<Record<string, readonly number[]>>;
}

export interface Seq2SeqEngineOptions {
  readonly program: "seq2seq";
  readonly encoderPath: string;
  /** The merged decoder, or the one for the first step. */
  readonly decoderPath: string;
  /** The decoder for further steps, if it is one of its own. */
  readonly withPastPath?: string;
  readonly session: SessionSettings;
}

export interface GenerateJob {
  readonly prompt: readonly number[];
  /** Position in the answer of the first token drawn: how many tokens of the answer the prompt already ends with. */
  readonly firstPosition: number;
  readonly maxNewTokens: number;
  readonly sampling: SamplingSettings;
  readonly endTokens: readonly number[];
}

export interface ScoreJob {
  readonly prompt: readonly number[];
  readonly firstPosition: number;
  readonly tokens: readonly number[];
  readonly sampling: SamplingSettings;
}

/** A text to decode greedily from what the encoder makes of `source`. */
export interface RewriteJob {
  readonly source: readonly number[];
  /** The token that the decoder starts from; not part of the answer. */
  readonly start: number;
  /** What the answer must begin with, such as the mark of a language. */
  readonly forcedFirst?: number;
  /** Tokens that are never taken. */
  readonly suppressed: readonly number[];
  readonly endTokens: readonly number[];
  readonly maxNewTokens: number;
}

export interface RewriteResult {
  readonly tokens: readonly number[];
  readonly finishReason: "stop" | "length";
}

export interface DrawnToken {
  readonly id: number;
  readonly logprob: number;
}

/**
 * Tensors of one item on their way, in the order of the graph's inputs or outputs, without the batch dimension. Names and types do
 * not travel: both ends know them, and what is not written need not be read.
 */
export interface PortTensors {
  readonly data: readonly TensorData[];
  readonly dims: readonly (readonly number[])[];
}

/** An input or output as the graph has it, and what its first dimension is. */
export interface PortInfo {
  readonly name: string;
  readonly type: TensorType;
  /** Of the whole tensor; a free dimension is its name. */
  readonly shape: readonly (number | string)[];
  /** Whether the first dimension counts items. */
  readonly batched: boolean;
}

/** What a thread tells once it is ready. */
export interface EngineFacts {
  /** `batches`: whether several answers share a run. */
  text: { readonly vocabularySize: number; readonly batches: boolean };
  seq2seq: { readonly vocabularySize: number };
  graph: {
    readonly inputs: readonly PortInfo[];
    readonly outputs: readonly PortInfo[];
    /** The quickest run of one item. Absent if items may differ in size, so that it says nothing about others. */
    readonly runMs?: number;
  };
}

/** What a thread can be asked: what goes in, what comes piece by piece, and what comes last. */
export interface EngineCalls {
  generate: { input: GenerateJob; item: DrawnToken; result: "stop" | "length" };
  /** Scores as `packScores` has them. */
  score: { input: ScoreJob; item: never; result: Float64Array };
  rewrite: { input: RewriteJob; item: never; result: RewriteResult };
  run: { input: PortTensors; item: never; result: PortTensors };
}

export type EngineCall = keyof EngineCalls;

export type EngineRequest =
  | { readonly type: "start"; readonly job: number; readonly call: EngineCall; readonly input: unknown }
  | { readonly type: "abort"; readonly job: number }
  | { readonly type: "close" };

/** One piece of a call that answers piece by piece. */
export interface ItemReply {
  readonly type: "item";
  readonly job: number;
  readonly item: DrawnToken;
}

export type EngineReply =
  | { readonly type: "ready"; readonly facts: unknown }
  | ItemReply
  /** Several of them, as `packItems` has them: so they cross between threads. */
  | { readonly type: "items"; readonly packed: Float64Array }
  | { readonly type: "done"; readonly job: number; readonly result: unknown }
  | { readonly type: "failed"; readonly job?: number; readonly reason: string };
