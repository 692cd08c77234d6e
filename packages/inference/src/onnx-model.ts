import type { ModelTensor, TensorType } from "./tensor.js";
import type { CallOptions } from "./text-model.js";

/** What a folder says about its graph. */
export interface OnnxModelCard {
  readonly name: string;
  /** Hex SHA-256 over the files that decide what the model answers. */
  readonly hash: string;
  /** `fp32`, `int8`, …: which of the folder's weights are loaded. */
  readonly dtype: string;
  /** What the model is for: `image-classification`, `object-detection`, `forecast`, … */
  readonly task: string;
  /** Number of weights, if the manifest says it. */
  readonly parameters?: number;
  readonly license?: string;
  readonly description?: string;
  /** Names of the classes, by index. */
  readonly labels?: readonly string[];
  /** The manifest's own, untouched: how inputs are prepared, horizons, … */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface TensorInfo {
  readonly name: string;
  readonly type: TensorType;
  /** `null` is the batch dimension, which `run` leaves out; a name is a dimension of any length. */
  readonly dims: readonly (number | string | null)[];
}

export interface RunOptions extends CallOptions {
  /** Lets NaN through. Refused by default: most models answer NaN to it without a word. */
  readonly allowNaN?: boolean;
  /** Hands the inputs' buffers over instead of copying them: the arrays given are empty afterwards. */
  readonly transfer?: boolean;
}

/** A graph that is loaded and computes, on a thread of its own. */
export interface OnnxModel {
  readonly card: OnnxModelCard;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /**
   * Runs one item: dims are without the batch dimension. Items that wait together with equal dims are computed in one batch;
   * a graph without a free batch dimension computes them one by one.
   * @throws `inference/invalid_request`, `inference/overloaded`, `inference/engine_failed`, `inference/disposed`; the signal's
   * reason once aborted.
   */
  run(inputs: Readonly<Record<string, ModelTensor>>, options?: RunOptions): Promise<Record<string, ModelTensor>>;
  /** Stops what runs and frees the memory. Safe to call twice. */
  dispose(): Promise<void>;
}
