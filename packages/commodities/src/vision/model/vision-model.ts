import type { CallOptions } from "@taostack/inference";
import type { VisionKind } from "../contract.js";
import type { ScoredBox } from "../metrics/average-precision.js";

/** What a model says of itself. */
export interface VisionModelCard {
  readonly name: string;
  /** Hex SHA-256 over the files that decide what the model answers. */
  readonly hash: string;
  readonly dtype: string;
}

export interface Classification {
  /** A probability for each of the model's labels, in their order. */
  readonly probabilities: readonly number[];
}

export interface Detection {
  /** Any order; of several boxes about one object, one. */
  readonly boxes: readonly ScoredBox[];
}

/** Anything that tells what an image shows: a bundled model, an operator's own, or a program without one. */
export interface VisionModel {
  readonly card: VisionModelCard;
  readonly labels: readonly string[];
  /** What it can be asked. */
  readonly kinds: readonly VisionKind[];
  /**
   * @param file - PNG or JPEG, its header checked.
   * @throws `protocol/invalid_argument` if the file is cut short or damaged; what the model itself throws.
   */
  classify(file: Uint8Array, options?: CallOptions): Promise<Classification>;
  /** The same about objects and their places. */
  detect(file: Uint8Array, options?: CallOptions): Promise<Detection>;
  dispose(): Promise<void>;
}
