import type { InferenceSession, Tensor } from "onnxruntime-node";

/** One input of a graph that holds keys or values of earlier tokens: `[rows, heads, width, size]`. */
export interface CachePort {
  readonly input: string;
  /** The output that holds the same with the further tokens behind. */
  readonly present: string;
  readonly type: "float32" | "float16";
  readonly heads: number;
  readonly size: number;
}

/** What a decoder remembers of the sequences that it computes together, one a row. */
export interface KeyValueCache {
  /** Tokens held, by row. */
  readonly lengths: readonly number[];
  /** Columns of each row. A row shorter than this has columns that hold nothing, which the attention mask leaves out. */
  readonly width: number;
  /** Inputs of the next run. */
  tensors(): Record<string, Tensor>;
  /** Takes in what a run of `count` further tokens in each row has given. */
  append(outputs: InferenceSession.OnnxValueMapType, count: number): void;
}

/** Reads from a graph which inputs are its cache (`past_key_values.*`) and the outputs that refill them (`present.*`). */
export function readCachePorts(session: Pick<InferenceSession, "inputMetadata" | "outputNames">): CachePort[] {
  const ports = session.inputMetadata
    .filter((input) => input.name.startsWith("past_key_values."))
    .map((input): CachePort => {
      const present = input.name.replace("past_key_values.", "present.");
      const [, heads, , size] = input.isTensor ? input.shape : [];
      if (typeof heads !== "number" || typeof size !== "number" || !session.outputNames.includes(present)) {
        throw new Error(`the cache input "${input.name}" needs fixed heads and size, and an output "${present}"`);
      }
      const type = input.isTensor && input.type === "float16" ? "float16" : "float32";
      return { input: input.name, present, type, heads, size };
    });
  if (ports.length === 0) throw new Error("the graph has no key-value cache (past_key_values.*)");
  return ports;
}
